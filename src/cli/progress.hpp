// A line on stderr for work that takes longer than a second, on a terminal only.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace pin3 {

class Progress {
public:
    explicit Progress(std::string what);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void report(std::size_t done, std::size_t all);

    // report(), for who calls it. It must not outlive this.
    std::function<void(std::size_t done, std::size_t all)> meter();

private:
    std::string what_;
    bool terminal_;
    std::size_t shown_ = 0;  // characters
    std::chrono::steady_clock::time_point begun_;
    std::chrono::steady_clock::time_point drawn_;
};

}  // namespace pin3
