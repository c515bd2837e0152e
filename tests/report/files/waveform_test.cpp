// Waveforms as files, read back by hand.
#include "report/files/waveform.hpp"

#include "report/reported.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace pin3 {
namespace {

std::vector<TimeSeries> waveforms(const Description& description) {
    std::vector<TimeSeries> all(2);
    for (std::size_t i = 0; i < 2; ++i) {
        all[i].link = description.links.at(i);
        for (int k = 0; k < 5; ++k) {
            all[i].time_s.push_back(k * 1e-6 / 3);
            all[i].out_volts.push_back(std::sin(k + static_cast<double>(i)));
            all[i].chassis_volts.push_back(-k * 0.1);
        }
    }
    return all;
}

// One plot of ngspice's binary raw format: header lines up to `Binary:`, then one double a variable and
// point, point by point.
struct RawPlot {
    std::string title, plotname, flags;
    std::size_t variables = 0, points = 0;
    std::vector<std::string> names, types;
    std::vector<double> values;
};

RawPlot next_plot(std::string_view& raw) {
    RawPlot plot;
    const auto line = [&] {
        const std::size_t end = raw.find('\n');
        const std::string text(raw.substr(0, end));
        raw.remove_prefix(end + 1);
        return text;
    };
    for (std::string text = line(); text != "Binary:"; text = line()) {
        const std::size_t colon = text.find(": ");
        const std::string key = text.substr(0, colon),
                          value = colon == std::string::npos ? "" : text.substr(colon + 2);
        if (key == "Title") plot.title = value;
        if (key == "Plotname") plot.plotname = value;
        if (key == "Flags") plot.flags = value;
        if (key == "No. Variables") plot.variables = std::stoul(value);
        if (key == "No. Points") plot.points = std::stoul(value);
        if (text.starts_with('\t')) {
            const std::vector<std::string> cells = split(text, '\t');
            EXPECT_EQ(std::stoul(cells.at(1)), plot.names.size());
            plot.names.push_back(cells.at(2));
            plot.types.push_back(cells.at(3));
        }
    }
    plot.values.resize(plot.variables * plot.points);
    std::memcpy(plot.values.data(), raw.data(), plot.values.size() * sizeof(double));
    raw.remove_prefix(plot.values.size() * sizeof(double));
    return plot;
}

TEST(WaveformRaw, holds_one_plot_a_link_in_ngspices_binary_format) {
    const Description description = described(sample);
    const std::vector<TimeSeries> all = waveforms(description);
    const std::string file = waveform_raw(all);
    std::string_view raw = file;
    for (const TimeSeries& waveform : all) {
        const RawPlot plot = next_plot(raw);
        EXPECT_NE(plot.title.find(waveform.link->name), std::string::npos) << plot.title;
        EXPECT_EQ(plot.plotname, "Transient Analysis");
        EXPECT_EQ(plot.flags, "real");
        EXPECT_EQ(plot.names, (std::vector<std::string>{"time", "v(out)", "v(chassis)"}));
        EXPECT_EQ(plot.types, (std::vector<std::string>{"time", "voltage", "voltage"}));
        ASSERT_EQ(plot.points, waveform.time_s.size());
        for (std::size_t i = 0; i < plot.points; ++i) {
            EXPECT_EQ(plot.values[3 * i], waveform.time_s[i]);
            EXPECT_EQ(plot.values[3 * i + 1], waveform.out_volts[i]);
            EXPECT_EQ(plot.values[3 * i + 2], waveform.chassis_volts[i]);
        }
    }
    EXPECT_TRUE(raw.empty());
}

TEST(WaveformCsv, holds_every_point_to_the_last_bit) {
    const Description description = described(sample);
    const std::vector<TimeSeries> all = waveforms(description);
    const std::vector<std::string> lines = lines_of(waveform_csv(all));
    EXPECT_EQ(lines.at(0), "link,time_s,out_v,chassis_v");
    ASSERT_EQ(lines.size(), 11u);
    for (std::size_t i = 0; i < 5; ++i) {
        const std::vector<std::string> cells = split(lines[6 + i], ',');
        EXPECT_EQ(cells.at(0), "best");
        EXPECT_EQ(std::stod(cells.at(1)), all[1].time_s[i]);
        EXPECT_EQ(std::stod(cells.at(2)), all[1].out_volts[i]);
        EXPECT_EQ(std::stod(cells.at(3)), all[1].chassis_volts[i]);
    }
}

}  // namespace
}  // namespace pin3
