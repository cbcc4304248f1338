// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_child.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>
#include <variant>

#include "headwater/process.h"
#include "service/core/sandbox.h"
#include "service/jobs/local_fork_desk.h"

namespace headwater::jobs {
namespace {

/// The first look at a large project reads all its history; whoever asks is waited for.
constexpr std::chrono::minutes kTakeInDeadline{60};
constexpr std::chrono::seconds kShortDeadline{60};
/// Of its deadline: what computes for all this time is at fault itself; what waits for a disk or
/// for another writer meets the deadline first.
constexpr double kCpuShare = 0.9;
/// Beside the pipes: the index's databases, and the packs of two repositories, mapped.
constexpr uint64_t kOpenFiles = 4'096;
#if !defined(HEADWATER_ADDRESS_SANITIZER)
/// Memory that is written to: the objects of a million commits are a few hundred megabytes.
constexpr uint64_t kDataBytes = uint64_t{6} << 30U;
#endif
/// Of one database or its log: 50 million contents and their lines are 10 GiB.
constexpr uint64_t kFileBytes = uint64_t{32} << 30U;
/// What it says beside its answer: that memory has ended.
constexpr size_t kMaxErrorBytes = 4'096;

std::string ReadBounded(std::istream& in) {
  std::string text(kMaxForkWorkBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(in.gcount()));
  return text;
}

CommandResult Replied(const ForkReply& reply, int exit_code) {
  return {RenderForkReply(reply), "", exit_code};
}

/// Folders that are not there yet hold nothing to be read.
void DropAbsent(std::vector<std::string>& folders) {
  std::erase_if(folders, [](const std::string& folder) {
    std::error_code why;
    return !std::filesystem::exists(folder, why);
  });
}

Status Confine(const ForkWork& work) {
  SandboxOptions options{.readable = work.readable, .writable = {work.folder}};
  DropAbsent(options.readable);
  DropAbsent(options.writable);
  options.file_bytes = kFileBytes;
  // A file that may not grow is then an error with its place, and no death.
  if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR) return Error{Errc::kInternal, "signal"};
  TRY(EnterSandbox(options));
  return Ok{};
}

template <typename T>
ForkReply ReplyOf(Result<T> result) {
  if (result.ok()) return ForkReply(std::move(result).value());
  return ForkReply(std::move(result).error());
}

/// One overload for each order.
struct Carrier {
  ForkDesk& desk;

  ForkReply operator()(const ForkTakeIn& order) const { return ReplyOf(desk.TakeIn(order)); }
  ForkReply operator()(const ForkForget& order) const { return ReplyOf(desk.Forget(order)); }
  ForkReply operator()(const ForkQuestion& order) const { return ReplyOf(desk.Answer(order)); }
};

/// The folder has to be there before the child is shut off from all others.
Status Prepare(const ForkWork& work, const ForkIndexOpener& open) {
  if (std::holds_alternative<ForkTakeIn>(work.order)) TRY(open(work.folder));
  return Confine(work);
}

Error Died(const ProcessResult& result) {
  if (result.called_off) return {Errc::kTransient, "the service is being stopped"};
  if (result.timed_out) return {Errc::kTransient, "it was not done in time"};
  if (result.too_much_output) return {Errc::kContent, "its answer is larger than 32 MiB"};
  return {Errc::kContent,
          "the process that read it ended with signal " + std::to_string(result.signal)};
}

ProcessSpec SpecOf(const ForkChildOptions& options, std::chrono::seconds deadline) {
  ProcessSpec spec;
  spec.argv = {options.program, "index", "work"};
#if defined(HEADWATER_ADDRESS_SANITIZER)
  // Its leak check traces the process, which the sandbox forbids.
  spec.environment = {"ASAN_OPTIONS=detect_leaks=0"};
#else
  spec.data_bytes = kDataBytes;
#endif
  spec.max_output_bytes = kMaxForkReplyBytes;
  spec.max_error_bytes = kMaxErrorBytes;
  spec.cpu_seconds = static_cast<uint64_t>(static_cast<double>(deadline.count()) * kCpuShare);
  spec.open_files = kOpenFiles;
  spec.may_run_on = [stop = options.stop] { return !stop.stop_requested(); };
  return spec;
}

/// An answer of another kind is none.
template <typename T>
Result<T> Only(Result<ForkReply> reply) {
  if (!reply.ok()) return std::move(reply).error();
  if (auto* answer = std::get_if<T>(&reply.value())) return std::move(*answer);
  if (auto* error = std::get_if<Error>(&reply.value())) return std::move(*error);
  return Error{Errc::kContent, "the process that read it answered something else"};
}

}  // namespace

CommandResult ForkWorkStream(std::istream& in, const ForkIndexOpener& open) {
  const Result<ForkWork> work = ReadForkWork(ReadBounded(in));
  if (!work.ok()) return Replied(work.error(), kExitUsage);
  const Status prepared = Prepare(work.value(), open);
  if (!prepared.ok()) return Replied(prepared.error(), 0);
  // From here on foreign bytes are parsed.
  LocalForkDesk desk(open, work.value().folder);
  return Replied(std::visit(Carrier{desk}, work.value().order), 0);
}

ForkChild::ForkChild(ForkChildOptions options) : options_(std::move(options)) {}

Result<ForkReply> ForkChild::Run(ForkOrder order) const {
  const bool is_long = std::holds_alternative<ForkTakeIn>(order);
  const std::chrono::seconds deadline = is_long ? kTakeInDeadline : kShortDeadline;
  const std::string work = RenderForkWork(
      {.folder = options_.folder, .readable = options_.readable, .order = std::move(order)});
  const ProcessResult result =
      TRY(RunProcess(SpecOf(options_, deadline), work, deadline).Context("fork index"));
  const bool ended = result.called_off || result.timed_out || result.too_much_output;
  if (ended || result.signal != 0) return Died(result);
  Result<ForkReply> reply = ReadForkReply(result.out);
  if (reply.ok()) return reply;
  // Memory that ends is an exit without an answer.
  return Error{Errc::kContent, "the process that read it gave no answer: " + reply.error().message};
}

Result<ForkTaken> ForkChild::TakeIn(const ForkTakeIn& order) { return Only<ForkTaken>(Run(order)); }

Result<ForkForgotten> ForkChild::Forget(const ForkForget& order) {
  return Only<ForkForgotten>(Run(order));
}

Result<ForkAnswer> ForkChild::Answer(const ForkQuestion& question) {
  return Only<ForkAnswer>(Run(question));
}

}  // namespace headwater::jobs
