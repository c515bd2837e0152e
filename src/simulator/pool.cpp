#include "simulator/pool.hpp"

#include "simulator/code_models.hpp"
#include "simulator/kept_deck.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <ranges>
#include <sys/socket.h>
#include <thread>
#include <utility>

namespace pin3 {

namespace {

constexpr unsigned most_workers = 256;
constexpr unsigned most_starts = 3;        // of the first process, in one run
constexpr std::size_t jobs_in_flight = 2;  // the second waits at the worker, so that it is never idle

}  // namespace

Simulator::Pool::Pool(SimulatorOptions options) : options_(std::move(options)) {
    if (options_.workers == 0) options_.workers = std::max(1U, std::thread::hardware_concurrency());
    options_.workers = std::min(options_.workers, most_workers);
    seats_.resize(options_.workers);
}

void Simulator::Pool::prepare() {
    if (zygote_) return;
    if (!logs_) logs_ = std::make_unique<SharedLogs>(seats_.size());
    zygote_ = std::make_unique<Zygote>(options_.library, options_.memory_limit, logs_->all());
}

const Hello& Simulator::Pool::hello() {
    prepare();
    return zygote_->hello();
}

std::vector<int> Simulator::Pool::worker_pids() const {
    std::vector<int> pids;
    for (const Seat& seat : seats_)
        if (seat.worker.pid > 0) pids.push_back(seat.worker.pid);
    return pids;
}

std::vector<Outcome> Simulator::Pool::run(std::span<const Job> jobs,
                                          const std::function<void(std::size_t)>& progress) {
    Run run{jobs, std::vector<Outcome>(jobs.size()), std::vector<unsigned>(jobs.size()), {}, 0, 0, progress};
    set_aside_undoable(run);
    try {
        while (run.done < jobs.size()) {
            if (!staff(run)) break;
            hand_out(run);
            await_replies(run);
            stop_the_late(run);
        }
    } catch (...) {
        for (std::size_t index = 0; index < seats_.size(); ++index)
            if (!seats_[index].flight.empty()) vacate(index);
        throw;
    }
    for (; !run.waiting.empty(); run.waiting.pop_front())
        fail(run, run.waiting.front(), FailureKind::unavailable, "no process can be started for ngspice", {});
    return std::move(run.outcomes);
}

// Jobs that cannot run at all fail at once, the others wait.
void Simulator::Pool::set_aside_undoable(Run& run) {
    const Hello& ngspice = hello();
    for (std::size_t job = 0; job < run.jobs.size(); ++job) {
        if (!ngspice.problem.empty())
            fail(run, job, FailureKind::unavailable, ngspice.problem, {});
        else if (ngspice.version.code_models.empty() && needs_code_models(run.jobs[job].deck))
            fail(run, job, FailureKind::unavailable,
                 "POLY sources and A devices need ngspice's code models, and there are none beside " +
                     ngspice.version.library + "; install them with `apt-get install ngspice`",
                 {});
        else
            run.waiting.push_back(job);
    }
}

// Fills the empty seats for which there is work. False when nobody is left and nobody can be had.
bool Simulator::Pool::staff(Run& run) {
    while (true) {
        std::size_t wanted = run.waiting.size();
        bool anybody = false;
        for (std::size_t index = 0; index < seats_.size(); ++index) {
            Seat& seat = seats_[index];
            if (seat.worker.pid < 0 && wanted > 0 && hello().problem.empty())
                if (std::optional<Worker> worker = zygote_->spawn(index)) seat.worker = std::move(*worker);
            if (seat.worker.pid < 0) continue;
            anybody = true;
            if (seat.flight.empty() && wanted > 0) --wanted;
        }
        if (anybody) return true;
        if (++run.starts == most_starts) return false;
        zygote_.reset();
    }
}

// Everybody gets a first job before anybody gets a second, and nobody hoards the last ones.
void Simulator::Pool::hand_out(Run& run) {
    for (std::size_t depth = 0; depth < jobs_in_flight; ++depth) {
        for (Seat& seat : seats_) {
            if (run.waiting.empty() || (depth > 0 && run.waiting.size() < seats_.size())) break;
            if (seat.worker.pid < 0 || seat.flight.size() > depth) continue;
            const std::size_t job = run.waiting.front();
            run.waiting.pop_front();
            if (seat.flight.empty()) seat.since = Clock::now();
            seat.flight.push_back(job);
            seat.unsent += frame(encode(run.jobs[job]));
            send(seat);
        }
    }
}

// Waits until something happens at any seat, or until the next job is late.
void Simulator::Pool::await_replies(Run& run) {
    std::vector<pollfd> lines;
    std::vector<std::size_t> indices;
    auto patience = std::chrono::milliseconds(1000);
    const auto now = Clock::now();
    for (std::size_t index = 0; index < seats_.size(); ++index) {
        const Seat& seat = seats_[index];
        if (seat.worker.pid < 0) continue;
        const auto events = static_cast<short>(seat.unsent.empty() ? POLLIN : POLLIN | POLLOUT);
        lines.push_back({seat.worker.channel.get(), events, 0});
        indices.push_back(index);
        if (seat.flight.empty()) continue;
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(seat.since + options_.time_limit - now);
        patience = std::clamp(left, std::chrono::milliseconds(0), patience);
    }
    if (poll(lines.data(), lines.size(), static_cast<int>(patience.count())) <= 0) return;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if ((lines[i].revents & POLLOUT) != 0) send(seats_[indices[i]]);
        if ((lines[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0) receive(run, indices[i]);
    }
}

// As much as the channel takes. A worker that is gone shows when it is read from.
void Simulator::Pool::send(Seat& seat) const {
    const ssize_t sent = ::send(seat.worker.channel.get(), seat.unsent.data(), seat.unsent.size(),
                                MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) seat.unsent.erase(0, static_cast<std::size_t>(sent));
}

void Simulator::Pool::receive(Run& run, std::size_t index) {
    Seat& seat = seats_[index];
    std::array<char, 65536> buffer;
    const ssize_t got = recv(seat.worker.channel.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) return worker_died(run, index);
    seat.replies.add({buffer.data(), static_cast<std::size_t>(got)});
    while (seat.worker.pid > 0) {
        const std::optional<std::string> message = seat.replies.next();
        if (!message) break;
        if (!take_reply(run, index, *message)) return worker_died(run, index);
    }
    if (seat.replies.broken()) worker_died(run, index);
}

// False when the message makes no sense, which only a worker gone wild can send.
bool Simulator::Pool::take_reply(Run& run, std::size_t index, const std::string& message) {
    Seat& seat = seats_[index];
    std::optional<Reply> reply = decode_reply(message);
    if (!reply || seat.flight.empty()) return false;
    const std::size_t job = seat.flight.front();
    if (!reply->rejection.empty()) {
        take_back(run, index);
        vacate(index);
        fail(run, job, FailureKind::rejected, reply->rejection, std::move(reply->log));
        return true;
    }
    const auto fits = [](const Plot& plot, const Analysis& wanted) {
        return plot.vectors.size() == wanted.vectors.size();
    };
    if (!std::ranges::equal(reply->plots, run.jobs[job].analyses, fits)) return false;
    seat.flight.pop_front();
    seat.since = Clock::now();
    finish(run, job, Outcome{std::move(reply->plots), std::move(reply->log), std::nullopt});
    return true;
}

void Simulator::Pool::worker_died(Run& run, std::size_t index) {
    if (seats_[index].flight.empty()) {  // between two jobs: nobody's fault
        vacate(index);
        return;
    }
    const std::size_t job = take_back(run, index);
    std::string log = read(logs_->all()[index]);
    const std::optional<int> status = vacate(index);
    if (++run.deaths[job] < 2)
        run.waiting.push_front(job);
    else
        fail(run, job, FailureKind::died, "ngspice's process died of it twice (" + describe_end(status) + ")",
             std::move(log));
}

void Simulator::Pool::stop_the_late(Run& run) {
    const auto now = Clock::now();
    for (std::size_t index = 0; index < seats_.size(); ++index) {
        const Seat& seat = seats_[index];
        if (seat.worker.pid < 0 || seat.flight.empty() || now < seat.since + options_.time_limit) continue;
        const std::size_t job = take_back(run, index);
        std::string log = read(logs_->all()[index]);
        vacate(index);
        fail(run, job, FailureKind::timed_out,
             "it was not finished after the time limit of " + std::to_string(options_.time_limit.count()) +
                 " ms",
             std::move(log));
        give_up_group(run, run.jobs[job].group);
    }
}

void Simulator::Pool::give_up_group(Run& run, const std::string& group) {
    if (group.empty()) return;
    std::erase_if(run.waiting, [&](std::size_t job) {
        if (run.jobs[job].group != group) return false;
        SimulationFailure failure{
            FailureKind::timed_out,
            run.jobs[job].name + ": not tried, after another one of " + group + " took too long",
            {},
            {}};
        finish(run, job, Outcome{{}, {}, std::move(failure)});
        return true;
    });
}

// Takes the jobs away from a worker that will not do them: the first is returned, the others wait again.
std::size_t Simulator::Pool::take_back(Run& run, std::size_t index) {
    std::deque<std::size_t>& flight = seats_[index].flight;
    const std::size_t first = flight.front();
    run.waiting.insert(run.waiting.begin(), flight.begin() + 1, flight.end());
    flight.clear();
    return first;
}

// Ends the worker and empties its seat.
std::optional<int> Simulator::Pool::vacate(std::size_t index) {
    const Seat seat = std::exchange(seats_[index], Seat{});
    return zygote_->end(seat.worker.pid);
}

void Simulator::Pool::finish(Run& run, std::size_t job, Outcome outcome) const {
    run.outcomes[job] = std::move(outcome);
    ++run.done;
    if (run.progress) run.progress(run.done);
}

void Simulator::Pool::fail(Run& run, std::size_t job, FailureKind kind, const std::string& reason,
                           std::string log) const {
    const std::string& name = run.jobs[job].name;
    SimulationFailure failure{kind, (name.empty() ? "the deck" : name) + ": " + reason, std::move(log), {}};
    if (kind == FailureKind::died || kind == FailureKind::timed_out)
        failure.deck_path = keep_deck(run.jobs[job].deck);
    finish(run, job, Outcome{{}, failure.log, std::move(failure)});
}

}  // namespace pin3
