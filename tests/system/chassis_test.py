"""What a report says of the voltage between the chassis and of the pin 1 problem."""

import json
import unittest

from program import printed

LAPTOP = """output laptop : impedance_balanced { rout = 100 }
input desk : instrumentation { r_bias = 500k, opamp = ne5532 }
cable lead : twisted_pair { length = 3 m, shield = receiver }
ground wall : double_insulated { capacitance = 2.2 nF }
link here = laptop -> lead -> desk @ wall
"""

DESK = """output stage : symmetric { rout = 50 1% }
input desk : difference { r = 10k 0.1%, pin1 = 20m }
cable lead : twisted_pair { length = 10 m }
ground rack : mains
link here = stage -> lead -> desk @ rack
"""


class Chassis(unittest.TestCase):
    def run_on(self, text, *options, allowed=(0,)):
        return printed("run", "-", "--units", 0, *options, stdin=text.encode(), allowed=allowed).decode()

    def test_tens_of_volts_stand_in_the_brief_report_too(self):
        # 230 V behind 2.2 nF into legs of 2 x 500 kohm and their capacitance: 39 V
        self.assertIn("here: 39.2 V rms between the chassis", self.run_on(LAPTOP, "--brief"))
        self.assertNotIn("between the chassis", self.run_on(LAPTOP.replace("receiver", "both"), "--brief"))

    def test_the_figure_is_one_in_text_json_and_expectation(self):
        text = LAPTOP + "expect here.chassis_voltage <= 1 V\nexpect here.shield_current <= 1 mA\n"
        report = json.loads(self.run_on(text, "--format", "json", allowed=(1,)))
        volts = report["links"][0]["chassis"]["voltage_v"]
        lines = report["links"][0]["hum"]["lines"]
        together = sum(line["chassis_v"] ** 2 for line in lines if 20 <= line["frequency_hz"] <= 20000) ** 0.5
        self.assertAlmostEqual(volts, together, places=9)
        shown = self.run_on(text, allowed=(1,))
        self.assertIn(f"FAILS, {volts:.2f} V", shown)
        self.assertIn(f"{volts:.1f} V", shown)

    def test_what_limits_is_pin_1_and_advice_has_the_remedy(self):
        report = json.loads(self.run_on(DESK, "--format", "json"))
        self.assertTrue(report["links"][0]["limit"].startswith("pin 1 of desk limits"), report["links"][0]["limit"])
        self.assertAlmostEqual(report["inputs"][0]["pin1_test_dbu"], -51.8, delta=0.05)
        self.assertIsNone(report["outputs"][0]["pin1_test_dbu"])
        advice = printed("advise", "-", stdin=DESK.encode()).decode()
        self.assertIn("pin 1 of desk taken to the chassis", advice)


if __name__ == "__main__":
    unittest.main()
