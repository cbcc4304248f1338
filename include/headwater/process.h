// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/result.h"

/// \file
/// Starting another program: the git child and the evaluator child. No shell, no inherited
/// environment, no inherited file but the three pipes, a session of its own, limits set before the
/// program begins, and a deadline after which the whole process group is ended.
///
/// Every child has umask 077, no core file, no blocked or ignored signal, and ends with the thread
/// that started it (prctl(2), PR_SET_PDEATHSIG), so that nothing works on when the service is
/// killed: a pool starts its children on a thread that lives as long as they may. The calling
/// process becomes a child subreaper (prctl(2)) for good. A descendant that leaves the process
/// group (setsid(2)) is not found: the programs started here must not make such.

namespace headwater {

struct ProcessSpec {
  std::vector<std::string> argv;                ///< argv[0] is an absolute path.
  std::vector<std::string> environment;         ///< The whole of it, "NAME=value".
  std::string directory = "/";                  ///< Working directory.
  size_t max_output_bytes = size_t{64} << 20U;  ///< Of standard output; more ends the process.
  size_t max_error_bytes = size_t{64} << 10U;   ///< Kept of standard error; the rest is read away.
  /// setrlimit(2); 0 leaves the limit as it is.
  uint64_t file_bytes = 0;   ///< RLIMIT_FSIZE
  uint64_t cpu_seconds = 0;  ///< RLIMIT_CPU
  uint64_t open_files = 0;   ///< RLIMIT_NOFILE
  uint64_t data_bytes = 0;   ///< RLIMIT_DATA: memory that is written to, mapped files not counted.
  /// Takes standard output piece by piece while the program runs, by the thread that is in Finish:
  /// then ProcessResult::out stays empty and max_output_bytes bounds nothing. False ends the
  /// process group as `may_run_on` does. Empty: it is kept.
  std::function<bool(std::string_view)> on_output;
  /// Asked when Finish begins and every kLookInterval after that, by the thread that is in it;
  /// false ends the process group as the deadline does. Empty: nobody is asked.
  std::function<bool()> may_run_on;
};

/// How late a process that may not run on is noticed, at most.
inline constexpr std::chrono::milliseconds kLookInterval{100};

struct ProcessResult {
  int exit_code = -1;  ///< Meaningful when `signal` is 0.
  int signal = 0;      ///< That ended it.
  bool timed_out = false;
  bool too_much_output = false;
  bool called_off = false;  ///< By `may_run_on` or `on_output`.
  std::string out;
  std::string err;  ///< Raw: it may hold terminal escapes of a remote server.
};

/// A program that has been started and waits for its input. One thread at a time.
class Process {
 public:
  /// kInternal when it cannot be started. Thread-safe.
  static Result<Process> Start(const ProcessSpec& spec);
  Process(Process&&) noexcept;
  Process& operator=(Process&&) noexcept;
  /// Ends the process group when it still runs.
  ~Process();

  /// Whether it still runs: a pool throws away those that do not.
  bool Alive();

  /// Writes `input` to its standard input, closes that, and reads until the end. Once only. When
  /// the deadline passes or it may not run on: TERM to the group, KILL two seconds later. What the
  /// program left of its group when it ended is killed at once. kInternal when called twice, or
  /// when the kernel fails.
  Result<ProcessResult> Finish(std::string_view input, std::chrono::milliseconds deadline);

 private:
  struct State;
  explicit Process(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Start and Finish in one.
Result<ProcessResult> RunProcess(const ProcessSpec& spec, std::string_view input,
                                 std::chrono::milliseconds deadline);

}  // namespace headwater
