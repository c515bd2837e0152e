"""The command line as its users meet it: exit statuses, channels, files, terminals, locales, hostile surroundings."""

import csv
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import time
import unittest
from pathlib import Path

from folder import InAFolder
from program import BINARY, CLEAN, EXAMPLES, ROOT, pin3, printed

NORTH_STAR = "netlists/synth_to_mixer.pin3"
SMALL = """output jack : unbalanced { rout = 470 }
input desk : difference { r = 10k }
cable lead : twisted_pair { length = 3 m }
link stock = jack -> lead -> desk
"""


class CliTest(InAFolder):
    def fails(self, status, *arguments, says=(), **options):
        """The command ends with the status, prints no result, and its complaint has all that is said."""
        done = pin3(*arguments, **options)
        complaint = done.stderr.decode()
        self.assertEqual(done.returncode, status, complaint)
        self.assertEqual(done.stdout, b"")
        for words in [says] if isinstance(says, str) else says:
            self.assertIn(words, complaint)
        return complaint


class ExitStatus(CliTest):
    def test_fine_is_0_and_silent_on_stderr(self):
        done = pin3("run", NORTH_STAR)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_an_expectation_that_does_not_hold_is_1_and_the_report_is_there(self):
        path = self.write(SMALL + "expect stock.cmrr at 1 kHz >= 90 dB\nexpect stock.cmrr at 1 kHz >= 20 dB\n")
        done = pin3("run", path)
        self.assertEqual((done.returncode, done.stderr), (1, b""))
        self.assertIn("FAILS", done.stdout.decode())
        verdicts = json.loads(pin3("run", path, "--format", "json").stdout)["expectations"]
        self.assertEqual([verdict["holds"] for verdict in verdicts], [False, True])

    def test_a_mistake_in_the_text_is_2_with_its_place(self):
        path = self.write(SMALL.replace("470", "470 Hz"))
        self.fails(2, "run", path, says=[f"{path}:1:35: error[P003]", "470 Hz", "^^^^^^"])

    def test_a_missing_file_is_2_and_named(self):
        self.fails(2, "run", "nowhere.pin3", says=["nowhere.pin3", "there is no such file"])

    def test_a_folder_is_no_description(self):
        self.fails(2, "run", self.folder, says="it is a folder")

    def test_an_option_that_is_not_there_is_2_and_help_is_named(self):
        self.fails(2, "run", NORTH_STAR, "--formatt", "json", says=["--formatt", "pin3 run --help"])

    def test_a_format_that_is_not_there_is_2_with_those_that_are(self):
        self.fails(2, "run", NORTH_STAR, "--format", "xml", says=["xml", "json"])

    def test_no_command_and_an_unknown_one_are_2(self):
        self.fails(2, says="pin3 --help")
        self.fails(2, "simulate", says="pin3 --help")

    def test_a_link_that_is_not_there_is_2_with_the_nearest_name(self):
        self.fails(2, "netlist", NORTH_STAR, "--link", "stok", says="did you mean `stock`?")

    def test_which_link_is_asked_where_there_are_several(self):
        self.fails(2, "netlist", NORTH_STAR, says="stock | resistor | driver")

    def test_without_ngspice_it_is_4_and_says_what_to_install(self):
        self.fails(4, "run", NORTH_STAR, PIN3_NGSPICE="/nonexistent", says=["/nonexistent", "apt-get install libngspice0"])
        done = pin3("doctor", PIN3_NGSPICE="/nonexistent")
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"apt-get install libngspice0", done.stdout)

    def test_what_needs_no_ngspice_works_without(self):
        for arguments in (["check", NORTH_STAR], ["netlist", NORTH_STAR, "--link", "stock"], ["list"], ["explain", "cmrr"]):
            with self.subTest(arguments[0]):
                self.assertEqual(pin3(*arguments, PIN3_NGSPICE="/nonexistent").returncode, 0)

    def test_all_mistakes_come_in_one_run(self):
        text = SMALL.replace("470", "1M").replace("3 m", "3 s").replace("-> desk", "-> dsk")
        complaint = self.fails(2, "check", self.write(text + "input other : difference { r = 1,5k }\n"))
        lines = [line.split(":")[1] for line in complaint.splitlines() if ": error[" in line]
        self.assertEqual(sorted(lines), ["1", "3", "4", "5"])
        for words in ("1meg", "1.5k", "length", "did you mean `desk`?"):
            self.assertIn(words, complaint)


class Tables(CliTest):
    """Manual page, completion and --help are made of the same tables."""

    COMMANDS = "run sweep tighten merge matrix advise listen check fmt netlist list explain doctor completion man".split()

    def completed(self, *words):
        """What bash offers for the last word."""
        script = (
            'source <("$0" completion); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pin3; printf "%s\\n" "${COMPREPLY[@]}"'
        )
        done = subprocess.run(
            ["bash", "-c", script, BINARY, "pin3", *words], cwd=ROOT, env=CLEAN, capture_output=True, text=True, check=True
        )
        return done.stdout.split()

    def test_commands_are_completed(self):
        self.assertEqual(self.completed("ma"), ["matrix", "man"])
        self.assertEqual(set(self.completed("")) & set(self.COMMANDS), set(self.COMMANDS))

    def test_every_command_that_reads_a_description_is_offered_some(self):
        for command in ("run", "sweep", "tighten", "matrix", "advise", "listen", "check", "fmt", "netlist"):
            self.assertIn(NORTH_STAR, self.completed(command, "netlists/synth_to"), command)
        self.assertEqual(self.completed("list", "netlists/synth_to"), [])

    def test_values_are_completed_as_the_command_takes_them(self):
        for command in self.COMMANDS:
            help_text = printed(command, "--help").decode()
            listed = re.search(r"--format FORMAT:{(.*?)}", help_text)
            offered = self.completed(command, "--format", "")
            if listed:
                self.assertEqual(offered, listed[1].split(","), command)
            else:
                self.assertNotIn("json", offered, command)
        self.assertEqual(self.completed("run", "--on-failure", "s"), ["stop"])
        self.assertEqual(self.completed("netlist", "--drive", ""), ["signal", "ground"])
        self.assertEqual(self.completed("explain", "cmrr_t"), ["cmrr_tied", "cmrr_tied_rto"])
        self.assertIn("netlists", self.completed("listen", "-o", "net"))

    def test_the_manual_has_every_command_and_option(self):
        manual = printed("man").decode().replace("\\-", "-")
        for command in self.COMMANDS:
            section = manual.split(f".SS {command}")[1].split("\n.S")[0]
            for option in re.findall(r"^  .*?(--[a-z-]+)", printed(command, "--help").decode(), re.MULTILINE):
                self.assertIn(f".B {option}", manual if option == "--help" else section, command)

    def test_exit_statuses_are_the_same_everywhere(self):
        manual = printed("man").decode().split(".SH EXIT STATUS")[1].split(".SH")[0]
        statuses = {int(number): meaning for number, meaning in re.findall(r"\.B (\d+)\n(.*)", manual)}
        self.assertEqual(list(statuses), [0, 1, 2, 3, 4, 130])
        readme = (ROOT / "README.md").read_text(encoding="utf-8").split("Exit status: ")[1].split(".\n")[0]
        told = dict(re.findall(r"(\d+) (.*?)(?:, (?=\d)|$)", " ".join(readme.split())))
        self.assertEqual({int(number) for number in told}, set(statuses))
        for number, meaning in told.items():
            self.assertTrue(statuses[int(number)].startswith(meaning), number)


class Files(CliTest):
    def test_a_result_goes_to_the_file_and_nothing_to_stdout(self):
        path = self.folder / "result.json"
        done = pin3("run", NORTH_STAR, "--format", "json", "-o", path)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))
        self.assertEqual(path.read_bytes(), printed("run", NORTH_STAR, "--format", "json"))
        self.assertEqual(path.stat().st_mode & 0o777, 0o666 & ~self.umask())

    @staticmethod
    def umask():
        mask = os.umask(0)
        os.umask(mask)
        return mask

    def test_an_old_result_is_replaced_whole_or_not_at_all(self):
        path = self.write("old", "result.csv")
        old = path.open(encoding="utf-8")
        self.addCleanup(old.close)
        inode = path.stat().st_ino
        self.assertEqual(pin3("run", NORTH_STAR, "--format", "csv", "-o", path).returncode, 0)
        self.assertNotEqual(path.stat().st_ino, inode, "the old file was written over in place")
        self.assertEqual(old.read(), "old")
        self.assertEqual(os.listdir(self.folder), ["result.csv"], "something was left behind")

    def test_a_run_that_fails_leaves_the_old_result_alone(self):
        path = self.write("old", "result.csv")
        self.fails(2, "run", self.write(SMALL.replace("470", "x y")), "-o", path)
        self.fails(4, "run", NORTH_STAR, "-o", path, PIN3_NGSPICE="/nonexistent")
        self.assertEqual(path.read_text(), "old")

    def test_a_folder_and_a_missing_folder_are_refused(self):
        self.fails(2, "run", NORTH_STAR, "-o", self.folder, says=[str(self.folder), "directory"])
        self.fails(2, "run", NORTH_STAR, "-o", self.folder / "none" / "result.json", says="none/result.json")
        self.assertEqual(os.listdir(self.folder), [])

    def test_a_link_keeps_its_place_and_a_file_its_permissions(self):
        file = self.write(SMALL.replace(" = ", "="), "file.pin3")
        file.chmod(0o640)
        link = self.folder / "link.pin3"
        link.symlink_to("file.pin3")
        self.assertEqual(pin3("fmt", link).returncode, 0)
        self.assertTrue(link.is_symlink())
        self.assertEqual(file.read_text(encoding="utf-8"), link.read_text(encoding="utf-8"))
        self.assertIn("rout = 470", file.read_text(encoding="utf-8"))
        self.assertEqual(file.stat().st_mode & 0o777, 0o640)

    def test_a_full_disk_is_noticed_by_every_command(self):
        for arguments in (["list"], ["man"], ["explain", "di_box"], ["--help"], ["fmt", "-"], ["run", NORTH_STAR]):
            with open("/dev/full", "wb") as full, open(ROOT / NORTH_STAR, "rb") as text:
                done = subprocess.run([BINARY, *arguments], stdin=text, stdout=full, stderr=subprocess.PIPE,
                                      cwd=ROOT, env=CLEAN, check=False)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertIn(b"cannot be written", done.stderr)

    def test_a_description_with_nothing_to_run_says_so(self):
        self.fails(2, "run", self.write("# nothing\n"), says="nothing to run")

    def test_every_box_of_the_pipeline_can_be_printed(self):
        path = self.write(SMALL)
        for box, shown in {"syntax": "jack", "stages": "rout = 470", "circuits": "# jack.rout", "decks": ".end",
                           "responses": "stock,1000,", "metrics": "input,desk,cmrr_iec,1000,"}.items():
            self.assertIn(shown.encode(), printed("run", path, "--dump", box), box)

    def test_spaces_and_letters_of_any_alphabet_in_paths(self):
        path = self.write(SMALL, "mein Ordner/Übung № 5.pin3")
        result = path.with_suffix(".json")
        self.assertEqual(pin3("run", path, "--format", "json", "-o", result).returncode, 0)
        self.assertEqual(json.loads(result.read_text(encoding="utf-8"))["file"], str(path))

    def test_a_description_comes_from_stdin_too(self):
        done = pin3("run", "-", stdin=SMALL.encode())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"standard input", done.stdout)
        self.fails(2, "check", "-", stdin=b"output", says="standard input:1:")


class Formats(CliTest):
    def test_the_text_report_fits_80_columns(self):
        for example in EXAMPLES:
            with self.subTest(example=example.stem):
                done = pin3("run", example.relative_to(ROOT))
                wide = [line for line in done.stdout.decode().splitlines() if len(line) > 80]
                self.assertEqual(wide, [])

    def test_json_csv_and_markdown_are_what_they_say(self):
        self.assertEqual(json.loads(printed("run", NORTH_STAR, "--format", "json"))["schema"], "pin3/run/1")
        rows = [line.split(",") for line in printed("run", NORTH_STAR, "--format", "csv").decode().splitlines()]
        self.assertEqual(rows[0][:2], ["link", "frequency_hz"])
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        tables = [line for line in printed("run", NORTH_STAR, "--format", "markdown").decode().splitlines() if line.startswith("|")]
        self.assertGreater(len(tables), 4)

    def test_what_there_is_and_what_it_means_come_in_every_format(self):
        listed = json.loads(printed("list", "--format", "json"))
        self.assertEqual(listed["schema"], "pin3/list/1")
        shown = [line.split()[0] for line in printed("list", "metrics").decode().splitlines()[1:] if line[0] != " "]
        self.assertEqual([metric["name"] for metric in listed["metrics"]], shown)
        self.assertIn("ne5532", [opamp["name"] for opamp in listed["opamps"]])
        rows = list(csv.DictReader(printed("list", "--format", "csv").decode().splitlines()))
        self.assertEqual([row["name"] for row in rows if row["what"] == "metric"], shown)
        explained = json.loads(printed("explain", "transformer", "--format", "json"))["explained"]
        self.assertEqual([one["what"] for one in explained], ["output", "input"])
        rows = list(csv.DictReader(printed("explain", "input", "transformer", "--format", "csv").decode().splitlines()))
        self.assertEqual([row["parameter"] for row in rows[1:]], [one["name"] for one in explained[1]["parameters"]])
        self.assertTrue(printed("explain", "ne5532", "--format", "markdown").startswith(b"# opamp ne5532: "))
        path = self.folder / "kinds.json"
        self.assertEqual(printed("list", "inputs", "--format", "json", "-o", path), b"")
        self.assertEqual(json.loads(path.read_text(encoding="utf-8"))["inputs"], listed["inputs"])

    def test_color_only_where_it_is_wanted(self):
        self.assertNotIn(b"\033", printed("run", NORTH_STAR))
        self.assertIn(b"\033[", printed("run", NORTH_STAR, "--color", "always"))
        self.assertNotIn(b"\033", printed("run", NORTH_STAR, "--color", "never"))
        self.assertIn(b"\033[", self.on_a_terminal())
        self.assertNotIn(b"\033", self.on_a_terminal(NO_COLOR="1"))
        self.assertNotIn(b"\033", self.on_a_terminal(TERM="dumb"))

    @staticmethod
    def on_a_terminal(**environment):
        """What a run writes to a terminal."""
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [BINARY, "run", NORTH_STAR], cwd=ROOT, env={**CLEAN, "TERM": "xterm", **environment},
            stdin=subprocess.DEVNULL, stdout=slave, stderr=slave,
        )
        os.close(slave)
        written = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # the terminal hangs up when the last writer is gone
                break
            if not piece:
                break
            written += piece
        os.close(master)
        process.wait()
        return written


class Surroundings(CliTest):
    def test_a_hostile_spiceinit_is_not_read(self):
        trap = self.folder / "trap"
        for name in ("home/.spiceinit", "here/.spiceinit"):
            self.write(f"shell touch {trap}\nset ngbehavior=hsa\nset numdgt=2\nquit\n", name)
        path = self.write(SMALL, "here/a.pin3")
        clean = printed("run", path, "--format", "csv")
        hostile = printed("run", path, "--format", "csv", cwd=self.folder / "here", HOME=str(self.folder / "home"))
        self.assertEqual(hostile, clean)
        self.assertFalse(trap.exists())

    @unittest.skipUnless(shutil.which("localedef") and Path("/usr/share/i18n/locales/de_DE").exists(), "no locales to make")
    def test_a_locale_with_a_decimal_comma_changes_nothing(self):
        subprocess.run(
            ["localedef", "-i", "de_DE", "-f", "UTF-8", str(self.folder / "de_DE.UTF-8")], capture_output=True, check=False
        )
        german = {"LC_ALL": "de_DE.UTF-8", "LOCPATH": str(self.folder)}
        comma = subprocess.run(["locale", "decimal_point"], env={**CLEAN, **german}, capture_output=True, text=True, check=False)
        self.assertEqual(comma.stdout.strip(), ",", "the locale was not made")
        for form in ("text", "json", "csv"):
            arguments = ("run", NORTH_STAR, "--format", form)
            self.assertEqual(printed(*arguments, **german), printed(*arguments, LC_ALL="C"))

    def test_nothing_is_left_in_the_folder_or_its_temporary_one(self):
        path = self.write(SMALL)
        (self.folder / "tmp").mkdir()
        pin3("run", path, cwd=self.folder, TMPDIR=str(self.folder / "tmp"))
        self.assertEqual(sorted(os.listdir(self.folder)), ["a.pin3", "tmp"])
        self.assertEqual(os.listdir(self.folder / "tmp"), [])


class Size(CliTest):
    def test_ten_thousand_links_are_checked_at_once(self):
        """About a tenth of a second on a quick machine; the limit is for a slow one under load."""
        lines = SMALL.splitlines()[:3] + [f"link l{i} = jack -> lead -> desk" for i in range(10000)]
        path = self.write("\n".join(lines) + "\n")
        begin = time.monotonic()
        done = pin3("check", path)
        seconds = time.monotonic() - begin
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"10000 links", done.stdout)
        print(f"10 000 links checked in {seconds:.2f} s")
        self.assertLess(seconds, 5)


def children(pid):
    """All living processes below a process."""
    found, parents = [], {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents.setdefault(int(fields[1]), []).append(int(entry.name))
    todo = [pid]
    while todo:
        below = parents.get(todo.pop(), [])
        found += below
        todo += below
    return found


def alive(pids):
    def state(pid):
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return "gone"

    return [pid for pid in pids if state(pid) not in ("gone", "Z", "X")]


class Signals(CliTest):
    """What befalls the simulator's processes in the middle of a run. The signals go to this run's own processes."""

    LINKS = 300

    def setUp(self):
        super().setUp()
        stages = SMALL.splitlines()[:3]
        self.path = self.write("\n".join(stages + [f"link l{i} = jack -> lead -> desk" for i in range(self.LINKS)]) + "\n")

    def start(self):
        """A run of many links, its simulators at work."""
        run = subprocess.Popen(
            [BINARY, "run", str(self.path), "--format", "csv", "-j", "2"], cwd=ROOT, env=CLEAN,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        self.addCleanup(lambda: run.poll() is None and run.kill())
        workers = []
        while len(workers) < 3 and run.poll() is None:  # the process they are forked from, and two
            workers = children(run.pid)
        return run, workers

    def undisturbed(self):
        return printed("run", self.path, "--format", "csv")

    def test_a_worker_that_is_killed_costs_nothing_but_time(self):
        run, workers = self.start()
        os.kill(workers[-1], signal.SIGKILL)
        out, err = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 0, err.decode())
        self.assertEqual(out, self.undisturbed())

    def test_a_worker_that_stands_still_for_a_while_costs_nothing_but_time(self):
        run, workers = self.start()
        os.kill(workers[-1], signal.SIGSTOP)
        time.sleep(0.5)
        try:
            os.kill(workers[-1], signal.SIGCONT)
        except ProcessLookupError:
            pass  # the run was over without it
        out, err = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 0, err.decode())
        self.assertEqual(out, self.undisturbed())

    def test_no_worker_outlives_the_tool(self):
        for killer in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
            with self.subTest(killer.name):
                run, workers = self.start()
                run.send_signal(killer)
                run.communicate(timeout=60)
                self.assertNotEqual(run.returncode, 0)
                deadline = time.monotonic() + 5
                while alive(workers) and time.monotonic() < deadline:
                    time.sleep(0.02)
                self.assertEqual(alive(workers), [])


if __name__ == "__main__":
    unittest.main()
