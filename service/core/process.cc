// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/process.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <functional>
#include <system_error>
#include <utility>

#include "service/core/process_spawn.h"

namespace headwater {
namespace {

using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// Between TERM and KILL (security, 4.1).
constexpr milliseconds kGrace{2'000};
/// How long the kernel may take to end a group after KILL: a process that writes to a disk that
/// hangs does not end, and must not hold us for ever.
constexpr milliseconds kKernelTime{10'000};
constexpr milliseconds kReapInterval{1};
/// One read or write; the size of a pipe (pipe(7)).
constexpr size_t kPieceBytes = size_t{64} << 10U;
/// The largest pipe an unprivileged process can make (/proc/sys/fs/pipe-max-size, pipe(7)).
constexpr size_t kMaxPipeBytes = size_t{1} << 20U;

/// Writes without the SIGPIPE that a reader's end would bring: blocked for this thread, and taken
/// away again when this call raised it.
class SigpipeGuard {
 public:
  SigpipeGuard() {
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    sigemptyset(&sigpipe_);
    sigaddset(&sigpipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &sigpipe_, &before_);
  }
  SigpipeGuard(const SigpipeGuard&) = delete;
  SigpipeGuard& operator=(const SigpipeGuard&) = delete;
  ~SigpipeGuard() {
    constexpr timespec kAtOnce{};
    while (!was_pending_ && sigtimedwait(&sigpipe_, nullptr, &kAtOnce) < 0 && errno == EINTR) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t sigpipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

bool MayPass(int number) { return number == EAGAIN || number == EINTR; }

int PollTimeout(SteadyClock::time_point until) {
  const auto left = std::chrono::ceil<milliseconds>(until - SteadyClock::now()).count();
  return static_cast<int>(std::clamp<int64_t>(left, 0, INT_MAX));
}

}  // namespace

/// A child and what has come of it.
struct Process::State {
  SpawnedChild child;
  size_t max_output_bytes = 0;
  size_t max_error_bytes = 0;
  std::function<bool(std::string_view)> on_output;
  std::function<bool()> may_run_on;
  SteadyClock::time_point next_look;  ///< When that is asked.
  std::string_view unsent;
  std::string last_output;  ///< The piece that was read last.
  ProcessResult result;
  bool finished = false;
  bool reaped = false;

  ~State() {
    if (child.pid != 0 && !reaped) (void)End();
  }

  void Pump(SteadyClock::time_point deadline);
  Status End();

 private:
  bool Turn(SteadyClock::time_point until);
  bool MustEnd(SteadyClock::time_point deadline);
  void Feed();
  void DrainOutput();
  void DrainError();
  Status WaitForGroup();
  void Note(int status);
};

namespace {

/// Takes a piece that is there. False when nothing more is; `from` is closed at its end.
bool ReadPiece(Descriptor& from, std::string& piece) {
  piece.resize(kPieceBytes);
  const ssize_t got = read(from.number(), piece.data(), piece.size());
  const bool more_may_come = got > 0 || (got < 0 && MayPass(errno));
  piece.resize(static_cast<size_t>(std::max<ssize_t>(got, 0)));
  if (!more_may_come) from.Close();
  return got > 0;
}

/// Appends up to the bound; false when something had to be left out.
bool Keep(const std::string& piece, std::string& kept, size_t max_bytes) {
  const size_t room = max_bytes - kept.size();
  kept.append(piece, 0, room);
  return piece.size() <= room;
}

}  // namespace

void Process::State::DrainOutput() {
  if (!ReadPiece(child.output, last_output) || result.called_off) return;
  if (on_output) {
    result.called_off = !on_output(last_output);
    return;
  }
  if (!Keep(last_output, result.out, max_output_bytes)) result.too_much_output = true;
}

void Process::State::DrainError() {
  std::string piece;
  if (ReadPiece(child.error, piece)) (void)Keep(piece, result.err, max_error_bytes);
}

/// Writes what the pipe takes; closes it after the last byte, or when nobody reads.
void Process::State::Feed() {
  if (!unsent.empty()) {
    const SigpipeGuard guard;
    const std::string_view piece = unsent.substr(0, kPieceBytes);
    const ssize_t sent = write(child.input.number(), piece.data(), piece.size());
    if (sent < 0 && MayPass(errno)) return;
    unsent = sent < 0 ? std::string_view() : unsent.substr(static_cast<size_t>(sent));
  }
  if (unsent.empty()) child.input.Close();
}

/// Until something can be done, which it does, or `until`. True when the program has ended.
bool Process::State::Turn(SteadyClock::time_point until) {
  std::array<pollfd, 4> watched = {{{child.handle.number(), POLLIN, 0},
                                    {child.input.number(), POLLOUT, 0},
                                    {child.output.number(), POLLIN, 0},
                                    {child.error.number(), POLLIN, 0}}};
  if (poll(watched.data(), watched.size(), PollTimeout(until)) <= 0) return false;
  if (watched[1].revents != 0) Feed();
  if (watched[2].revents != 0) DrainOutput();
  if (watched[3].revents != 0) DrainError();
  return watched[0].revents != 0;
}

bool Process::State::MustEnd(SteadyClock::time_point deadline) {
  const SteadyClock::time_point now = SteadyClock::now();
  if (may_run_on && !result.called_off && now >= next_look) {
    result.called_off = !may_run_on();
    next_look = SteadyClock::now() + kLookInterval;
  }
  result.timed_out = now >= deadline && !result.too_much_output && !result.called_off;
  return result.timed_out || result.too_much_output || result.called_off;
}

/// Until the program has ended, or has not in spite of TERM.
void Process::State::Pump(SteadyClock::time_point deadline) {
  while (!MustEnd(deadline)) {
    if (Turn(may_run_on ? std::min(deadline, next_look) : deadline)) return;
  }
  (void)kill(-child.pid, SIGTERM);
  const SteadyClock::time_point patience = SteadyClock::now() + kGrace;
  while (SteadyClock::now() < patience) {
    if (Turn(patience)) return;
  }
}

void Process::State::Note(int status) {
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
}

/// Until nobody of the group is left, not even unwaited-for. The group's number cannot have been
/// given to another one meanwhile: the kernel reuses numbers only after having used all others.
Status Process::State::WaitForGroup() {
  const SteadyClock::time_point until = SteadyClock::now() + kKernelTime;
  while (SteadyClock::now() < until) {
    int status = 0;
    for (pid_t ended = 1; ended > 0;) {
      ended = waitpid(-child.pid, &status, WNOHANG);
      if (ended == child.pid) Note(status);
    }
    if (kill(-child.pid, 0) != 0 && errno == ESRCH) return Ok{};
    // Nothing can be polled for the end of a process that is not a child of ours yet.
    (void)poll(nullptr, 0, static_cast<int>(kReapInterval.count()));
  }
  return Error{Errc::kInternal, "a process does not end after KILL: its disk may hang"};
}

/// Kills what is left of the group, waits for it, and takes what still stands in the pipes.
Status Process::State::End() {
  // The program itself has not been waited for, so the number is still its group's.
  (void)kill(-child.pid, SIGKILL);
  reaped = true;
  TRY(WaitForGroup());
  // Bounded, not until the end of file: somebody outside the group may hold the other ends.
  for (size_t piece = 0; piece < kMaxPipeBytes / kPieceBytes; ++piece) {
    if (child.output.is_open()) DrainOutput();
    if (child.error.is_open()) DrainError();
  }
  return Ok{};
}

Process::Process(std::unique_ptr<State> state) : state_(std::move(state)) {}
Process::Process(Process&&) noexcept = default;
Process& Process::operator=(Process&&) noexcept = default;
Process::~Process() = default;

Result<Process> Process::Start(const ProcessSpec& spec) {
  auto state = std::make_unique<State>();
  state->child = TRY(Spawn(spec));
  state->max_output_bytes = spec.max_output_bytes;
  state->max_error_bytes = spec.max_error_bytes;
  state->on_output = spec.on_output;
  state->may_run_on = spec.may_run_on;
  return Process(std::move(state));
}

bool Process::Alive() {
  if (state_->reaped) return false;
  pollfd ended = {state_->child.handle.number(), POLLIN, 0};
  return poll(&ended, 1, 0) == 0;
}

Result<ProcessResult> Process::Finish(std::string_view input, milliseconds deadline) {
  if (state_->finished) return Error{Errc::kInternal, "a process is finished once only"};
  state_->finished = true;
  state_->unsent = input;
  state_->Pump(SteadyClock::now() + deadline);
  TRY(state_->End());
  return std::move(state_->result);
}

Result<ProcessResult> RunProcess(const ProcessSpec& spec, std::string_view input,
                                 milliseconds deadline) {
  Process process = TRY(Process::Start(spec));
  return process.Finish(input, deadline);
}

}  // namespace headwater
