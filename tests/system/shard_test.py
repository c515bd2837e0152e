"""Runs in shards: bit for bit the whole run, and what cannot be merged."""

import itertools
import json
import unittest

from folder import InAFolder
from program import pin3, printed

TEXT = """output jack : impedance_balanced { rout = 1k 5%, pin3 = 1k 1% }
output line : cross_coupled { r = 10k 1%, rout = 50 1% }
input desk : difference { r = 10k 1% gaussian }
cable lead : twisted_pair { length = 3 m }
link l = jack -> lead -> desk
link m = line -> lead -> desk
link fixed = jack -> desk
expect l.cmrr at 1 kHz >= 35 dB for 99%
expect jack.ocmr at 1 kHz >= 40 dB for 50%
expect desk.cmrr_iec >= 30 dB
"""


class Shards(InAFolder):
    text = TEXT

    def setUp(self):
        super().setUp()
        self.number = itertools.count()

    def shard(self, number, count, *options):
        path = self.folder / f"part-{next(self.number)}.json"
        printed("run", self.file, "--shard", f"{number}/{count}", "-o", path, *options)
        return path

    def refused(self, *paths):
        done = pin3("merge", *paths)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stdout, b"")
        return done.stderr.decode()

    def test_three_shards_are_the_whole_bit_for_bit(self):
        # latched-up units are in it, and a number that three does not divide
        options = ("--units", "1000", "--seed", "5")
        for form in ("json", "text"):
            whole = pin3("run", self.file, *options, "--format", form)
            shards = [self.shard(number, 3, *options) for number in (2, 3, 1)]
            merged = pin3("merge", *shards, "--format", form)
            self.assertEqual(merged.stdout, whole.stdout)
            self.assertEqual((merged.returncode, whole.returncode), (0, 0))
        latched = [link["production"]["latched_up"] for link in json.loads(printed(
            "run", self.file, *options, "--format", "json", allowed=(0, 1)))["links"] if link["production"]]
        self.assertGreater(max(latched), 0)

    def test_shards_simulated_whole(self):
        options = ("--units", "10", "--method", "full")
        whole = pin3("run", self.file, *options, "--format", "json").stdout
        merged = pin3("merge", self.shard(1, 2, *options), self.shard(2, 2, *options), "--format", "json").stdout
        self.assertEqual(merged, whole)
        self.assertEqual(json.loads(whole)["links"][0]["production"]["method"], "full")

    def test_one_shard_is_the_whole(self):
        options = ("--units", "100")
        merged = pin3("merge", self.shard(1, 1, *options), "--format", "json").stdout
        self.assertEqual(merged, pin3("run", self.file, *options, "--format", "json").stdout)

    def test_shards_that_were_tampered_with(self):
        first, second = (self.shard(number, 2, "--units", "20") for number in (1, 2))
        whole = json.loads(first.read_text())
        bad = self.folder / "bad.json"

        def spoil(change):
            shard = json.loads(json.dumps(whole))
            change(shard)
            bad.write_text(json.dumps(shard))
            return self.refused(bad, second)

        for change in (lambda shard: shard["links"].clear(),
                       lambda shard: shard["links"].reverse(),
                       lambda shard: shard["links"].append(shard["links"][0]),
                       lambda shard: (shard["links"][0]["at"].pop(), shard["links"][0]["least"].pop()),
                       lambda shard: shard["links"][0]["curve"].pop(),
                       lambda shard: shard["links"][0].update(units=5),
                       lambda shard: shard["links"][0].update(latched_up=10**9),
                       lambda shard: shard["links"][0].update(method="zzz"),
                       lambda shard: shard["links"][0]["at"][0].update(frequency_hz=-1),
                       lambda shard: shard["links"][0]["at"][0].update(bins=[[3, 2**64 - 1], [4, 11]], values_db=[]),
                       lambda shard: shard["links"][0]["least"][0].update(unit=-1),
                       lambda shard: shard["links"][0]["least"][0].update(unit=10**15),
                       lambda shard: shard["expectations"][0].update(passing=5000),
                       lambda shard: shard["expectations"][0].update(passing=-3),
                       lambda shard: shard["expectations"][0].update(units=0, passing=0),
                       lambda shard: shard["expectations"].__setitem__(0, None),
                       lambda shard: shard.update(shard=1.7),
                       lambda shard: shard.update(seed=-1),
                       lambda shard: shard.update(units=-5)):
            self.assertIn("damaged", spoil(change))

    def test_a_shard_is_not_overwritten(self):
        first, second = (self.shard(number, 2, "--units", "20") for number in (1, 2))
        self.assertIn("one of the shards", self.refused(first, second, "-o", second))
        self.assertIn('"schema"', second.read_text())

    def test_more_shards_than_units(self):
        options = ("--units", "2")
        shards = [self.shard(number, 4, *options) for number in (1, 2, 3, 4)]
        merged = pin3("merge", *shards, "--format", "json").stdout
        self.assertEqual(merged, pin3("run", self.file, *options, "--format", "json").stdout)

    def test_shards_of_different_runs_are_not_merged(self):
        few = ("--units", "10")
        first = self.shard(1, 2, *few)
        for option, words in ((("--seed", "2", *few), "its seed is 2, not 1"),
                              (("--units", "20"), "of 20 units, not of 10"),
                              (("--method", "full", *few), "another --method")):
            self.assertIn(words, self.refused(first, self.shard(2, 2, *option)))
        self.assertIn("one of 3 shards, not of 2", self.refused(first, self.shard(2, 3, *few)))
        self.assertIn("missing: 2", self.refused(first))
        self.assertIn("is named twice", self.refused(first, first))
        second = self.shard(2, 2, *few)
        self.file.write_text(TEXT.replace("5%", "2%"), encoding="utf-8")
        self.assertIn("has changed since", self.refused(first, second))
        changed = self.shard(2, 2, *few)
        self.assertIn("was another text then", self.refused(first, changed))
        self.file.unlink()
        self.assertIn("cannot be read", self.refused(first, second))

    def test_files_that_are_no_shards(self):
        first = self.shard(1, 2, "--units", "10")
        cut = self.folder / "cut.json"
        cut.write_text(first.read_text()[:1000])
        self.assertIn("only a part of one", self.refused(first, cut))
        report = self.folder / "report.json"
        pin3("run", self.file, "--units", "10", "--format", "json", "-o", report)
        self.assertIn("it is no shard", self.refused(first, report))
        self.assertIn("a folder", self.refused(first, self.folder))
        self.assertIn("No such file", self.refused(first, self.folder / "none.json"))
        for spoiled in (("least_db", "less_db"), ('"size":5', '"size":6'), ('"values_db":[', '"values_db":["x",')):
            text = first.read_text()
            self.assertIn(spoiled[0], text)
            cut.write_text(text.replace(*spoiled))
            self.assertIn("damaged", self.refused(first, cut))

    def test_options_that_do_not_go_together(self):
        for options, words in ((("--shard", "1/2"), "name the shard's file with -o"),
                               (("--shard", "3/2", "-o", "x"), "3/8"),
                               (("--shard", "0/2", "-o", "x"), "3/8"),
                               (("--shard", "1", "-o", "x"), "3/8"),
                               (("--shard", "1/1000000000000000000", "-o", "x"), "3/8"),
                               (("--shard", "1/2", "-o", "x", "--format", "text"), "goes with none"),
                               (("--shard", "1/2", "-o", "x", "--units", "0"), "goes with none")):
            done = pin3("run", self.file, *options)
            self.assertEqual(done.returncode, 2)
            self.assertIn(words, done.stderr.decode())
        done = pin3("run", "-", "--shard", "1/2", "-o", "x", stdin=TEXT.encode())
        self.assertEqual(done.returncode, 2)
        self.assertIn("a file of its own", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
