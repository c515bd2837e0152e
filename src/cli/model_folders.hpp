// Where files of models are looked for.
#pragma once

#include "description/library.hpp"

#include <string>

namespace pin3 {

// `first` unless it is empty, $PIN3_MODELS, ./models, the models beside the program, those of the user and of
// the system: the folders that are there, each once.
SearchPath model_folders(const std::string& first);

}  // namespace pin3
