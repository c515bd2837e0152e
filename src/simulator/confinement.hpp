// What a worker process may still do: compute, read files, and talk to the tool.
#pragma once

#include <cstddef>

namespace pin3 {

// Takes away from this process, for good: running programs, creating, changing or removing files, sockets,
// core dumps, memory of more than `memory_limit` bytes beyond what it has now. ngspice executes whatever a
// deck's control block says; such decks are refused before they come here, this is the second fence. Where
// the system has no such filter the limits on size and number hold all the same.
void confine(std::size_t memory_limit);

// The process is killed when its parent dies, even when the parent is already gone.
void die_with_parent(int parent);

}  // namespace pin3
