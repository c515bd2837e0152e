// Everything that a command has to say, as a value: prose, tables and curves for people, data and a sheet for
// programs. Each format is a function of it.
#pragma once

#include "report/data.hpp"
#include "report/histogram.hpp"
#include "report/plot.hpp"
#include "report/table.hpp"

#include <string>
#include <variant>
#include <vector>

namespace pin3 {

// What a document is about, and what is set beside it: "synth.pin3", "pin3 0.1.0, ngspice 39".
struct Title {
    std::string text;
    std::string beside = {};
};

struct Paragraph {
    std::string text;
};

// A remark on what stands before it.
struct Note {
    std::string text;
};

// What is to be written into a description.
struct Written {
    std::string text;
};

// Lines that stay as they are: a drawing in characters, or a text that is laid out already.
struct Verbatim {
    std::string text;  // its last line without an end
};

// Between subjects that have nothing to do with each other.
struct Rule {};

enum class Mark { none, bullet, holds, fails, alert };

// A line of a list.
struct Item {
    std::string text;
    Mark mark = Mark::none;
};

// A name, and what it stands for: "stock: synth -> lead -> mixer @ rack".
struct Entry {
    std::string name;
    std::string text;
};

using Block =
    std::variant<Title, Paragraph, Note, Written, Verbatim, Rule, Item, Entry, Table, Chart, Histogram>;

// Blocks that belong together.
struct Section {
    std::string
        heading;  // may be empty; not in text, where the first column of a table says what it is about
    std::vector<Block> blocks = {};
    bool detail = false;  // left out where only the answer is asked for
};

// A table for spreadsheets: every figure in full, "" where there is none.
struct Sheet {
    struct Column {
        std::string name;     // with its unit: "cmrr_db"
        bool quoted = false;  // free text
    };
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows = {};
};

// Members of the first of the objects become the columns: "1" and "0" for a truth.
Sheet sheet_of(const Data::Array& objects);

struct Document {
    std::vector<Section> sections;
    Data data = {};    // null where there is none
    Sheet sheet = {};  // without columns where there is none
};

}  // namespace pin3
