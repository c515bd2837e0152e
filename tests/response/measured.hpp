// A description as text, measured by ngspice.
#pragma once

#include "catalog/described.hpp"
#include "response/measure.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace pin3 {

// One pool of workers a test process.
inline Simulator& simulator() {
    static Simulator pool;
    return pool;
}

class Measured {
public:
    explicit Measured(const std::string& text, const std::vector<double>& extra_hz = {})
        : description(described(text)), all(measure(description, extra_hz, simulator())) {}
    Measured(const Measured&) = delete;
    Measured& operator=(const Measured&) = delete;

    const LinkResponse& link(std::string_view name = "all") const { return found(all.link(name), name); }
    const OutputResponse& output(std::string_view name = "source") const {
        return found(all.output(name), name);
    }
    const InputResponse& input(std::string_view name = "receiver") const {
        return found(all.input(name), name);
    }

    Complex signal_gain(double hertz, std::string_view name = "all") const {
        return link(name).spots.at(hertz).signal;
    }
    Complex ground_gain(double hertz, std::string_view name = "all") const {
        return link(name).spots.at(hertz).ground;
    }

    const Description description;
    const Measurements all;

private:
    template <typename Row>
    const Row& found(const Row* row, std::string_view name) const {
        if (row) return *row;
        std::string message = "not measured: " + std::string(name);
        for (const MeasureFailure& failure : all.failures)
            message +=
                "\n" + failure.subject + ": " + failure.diagnostic.message + "\n" + failure.simulation.log;
        throw std::runtime_error(message);
    }
};

// Stages as text and the link `all` of them.
inline std::string link_text(const std::string& output, const std::string& cable, const std::string& input,
                             const std::string& between = "none") {
    return "output source : " + output + "\ncable lead : " + cable + "\ninput receiver : " + input +
           "\nground between : " + between + "\nlink all = source -> lead -> receiver @ between\n";
}

}  // namespace pin3
