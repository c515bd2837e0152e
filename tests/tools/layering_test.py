"""The layering check finds what it is there to find."""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from layering import LAYERS, stale, violations


class Layering(unittest.TestCase):
    def check(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return violations(Path(folder))

    def test_an_earlier_layer_may_be_included(self):
        self.assertEqual(self.check({"core/unit.hpp": "", "cli/run.cpp": '#include "core/unit.hpp"\n'}), [])

    def test_a_later_layer_is_a_violation_with_its_line(self):
        found = self.check({"core/unit.cpp": '\n#include "cli/run.hpp"\n', "cli/run.hpp": ""})
        self.assertEqual(found, [("core/unit.cpp", 2, "core includes cli/run.hpp, a later layer")])

    def test_a_relative_path_does_not_hide_it(self):
        found = self.check({"core/unit.cpp": '#include "../report/json.hpp"\n', "report/json.hpp": ""})
        self.assertEqual(len(found), 1)

    def test_only_main_comes_after_the_command_line(self):
        files = {"main.cpp": '#include "cli/run.hpp"\n', "cli/run.hpp": "", "cli/run.cpp": '#include "../app.hpp"\n'}
        self.assertEqual([file for file, _, _ in self.check({**files, "app.hpp": ""})], ["cli/run.cpp"])

    def test_a_folder_that_is_no_layer_is_a_violation(self):
        self.assertEqual([file for file, _, _ in self.check({"utils/text.hpp": ""})], ["utils/text.hpp"])

    def test_spirit_may_stand_in_the_grammar_and_its_private_headers(self):
        files = {
            "language/grammar.cpp": '#include "language/rules.hpp"\n#include <boost/spirit/home/x3.hpp>\n',
            "language/rules.hpp": "#include <boost/spirit/home/x3.hpp>\n",
        }
        self.assertEqual(self.check(files), [])

    def test_spirit_may_not_be_seen_through_a_header(self):
        files = {
            "language/rules.hpp": "#include <boost/spirit/home/x3.hpp>\n",
            "language/parse.hpp": '#include "language/rules.hpp"\n',
            "catalog/kind.cpp": '#include "language/parse.hpp"\n',
        }
        self.assertEqual([file for file, _, _ in self.check(files)], ["catalog/kind.cpp"])

    def test_ngspice_belongs_to_the_simulator(self):
        text = "#include <ngspice/sharedspice.h>\nvoid* f() { return dlopen(0, 1); }\n"
        self.assertEqual(self.check({"simulator/worker.cpp": text}), [])
        self.assertEqual([line for _, line, _ in self.check({"metrics/cmrr.cpp": text})], [1, 2])

    def test_the_library_of_json_belongs_to_one_file(self):
        text = "#include <nlohmann/json.hpp>\n"
        self.assertEqual(self.check({"report/formats/json.cpp": text}), [])
        for file in ("report/formats/json.hpp", "report/data.hpp", "cli/run.cpp"):
            self.assertEqual(len(self.check({file: text})), 1)

    def test_cli11_belongs_to_one_file(self):
        text = "#include <CLI/CLI.hpp>\nCLI::App app;\n"
        self.assertEqual(self.check({"cli/command_line.cpp": text}), [])
        found = self.check({"cli/commands/run.cpp": text})
        self.assertEqual([line for _, line, _ in found], [1, 2])
        self.assertEqual(found[0][2], "only src/cli/command_line.cpp may know CLI11")

    def test_the_simulator_sees_core_alone(self):
        files = {"simulator/pool.cpp": '#include "core/unit.hpp"\n#include "circuit/circuit.hpp"\n'}
        found = self.check({**files, "core/unit.hpp": "", "circuit/circuit.hpp": ""})
        self.assertEqual([line for _, line, _ in found], [2])

    def map_of(self, text):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "src")
            (source / "core").mkdir(parents=True)
            (source / "core" / "unit.hpp").write_text("std::string symbol(Unit unit);\n", encoding="utf-8")
            page = Path(folder, "map.md")
            page.write_text("".join(f"| `{layer}` | … |\n" for layer in LAYERS) + text, encoding="utf-8")
            return stale(page, source)

    def test_a_map_names_what_is_there(self):
        self.assertEqual(self.map_of("1. `core/unit.hpp` `symbol()` makes `Unit`s text.\n"), [])

    def test_a_map_that_names_what_is_gone_is_stale(self):
        after = len(LAYERS)
        self.assertEqual([line for line, _ in self.map_of("\n`core/units.hpp`\n`core/unit.hpp`: `symbols()`\n")], [after + 2, after + 3])

    def test_a_map_has_every_layer_in_its_order(self):
        self.assertEqual(len(self.map_of("| `core` | again |\n")), 1)
        self.assertEqual(len(self.map_of("| `utils` | new |\n")), 2)

    def test_comments_may_name_anything(self):
        text = "// dlopen\n/* nlohmann\n boost/spirit */\nconst char* c = \"//\"; // ngspice/\nint n = 1'000; // dlsym\n"
        self.assertEqual(self.check({"metrics/cmrr.cpp": text}), [])

    def test_a_comment_sign_in_a_string_hides_nothing(self):
        found = self.check({"metrics/cmrr.cpp": 'auto s = "/*"; char c = \'"\';\nvoid* p = dlopen(0, 1); // */\n'})
        self.assertEqual([line for _, line, _ in found], [2])


if __name__ == "__main__":
    unittest.main()
