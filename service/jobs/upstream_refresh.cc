// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/upstream_refresh.h"

#include <pthread.h>

#include <algorithm>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <optional>
#include <thread>
#include <utility>

#include "headwater/process.h"
#include "headwater/sink.h"
#include "service/core/sandbox.h"
#include "service/git/mirror_folder.h"
#include "service/git/upstream_mirrors.h"
#include "service/jobs/problem_words.h"
#include "service/jobs/upstream_copy.h"
#include "service/jobs/upstream_door.h"
#include "service/jobs/upstream_index.h"

namespace headwater::jobs {
namespace {

/// Of one refresh, a first index included: what is unfinished then goes on at the next.
constexpr std::chrono::minutes kDeadline{60};
/// Beside the two pipes: the index's tables, the packs that libgit2 maps.
constexpr uint64_t kOpenFiles = 4'096;
/// Of the child itself: a million commits, and the objects they reach, are a few hundred megabytes.
constexpr uint64_t kDataBytes = uint64_t{6} << 30U;
constexpr uint64_t kCpuSeconds = 3'600;
constexpr size_t kMaxAnswerBytes = size_t{16} << 10U;
/// How late SIGTERM is noticed.
constexpr timespec kLook{.tv_sec = 0, .tv_nsec = 200'000'000};

constexpr Literal kDone = "done";

/// "done", or "not-found SENTENCE".
std::string AnswerOf(const Status& status) {
  if (status.ok()) return std::string(kDone.view()) + "\n";
  Out<Sink::kTerminal> line;
  line << WordOf(status.error().code) << " " << Untrusted(status.error().message);
  return line.text() + "\n";
}

Status ReadAnswer(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  if (text == kDone.view()) return Ok{};
  const std::string_view word = text.substr(0, text.find(' '));
  if (const std::optional<Errc> code = ProblemCalled(word)) {
    return Error{*code, std::string(text.substr(std::min(word.size() + 1, text.size())))};
  }
  return Error{Errc::kInternal, "the child's answer cannot be read"};
}

git::UpstreamMirrorOptions OptionsOf(const RefreshRequest& request, const std::stop_token& stop) {
  git::UpstreamMirrorOptions options{.root = request.root, .ca_bundle = request.ca_bundle};
  options.proxy = request.proxy;
  options.allow_http = request.allow_http;
  options.max_pack_bytes = request.max_bytes;
  options.max_mirror_bytes = request.max_bytes;
  options.deadlines.clone = request.clone_deadline;
  options.deadlines.fetch = request.fetch_deadline;
  options.stop = stop;
  return options;
}

/// Nobody else may write the state meanwhile, or remove the copy.
Status WriteState(const RefreshRequest& request, const CopyState& state) {
  const std::string name = git::UpstreamName(request.url);
  const git::MirrorFolder lock =
      TRY(git::MirrorFolder::Lock(request.root, name, request.fetch_deadline));
  const CopyPaths paths = PathsOf(request.root, name);
  std::error_code ignored;
  if (!state.is_frozen && !std::filesystem::exists(paths.repository, ignored)) {
    return Error{Errc::kTransient, "the copy was removed meanwhile"};
  }
  return state.Write(paths.state);
}

/// Ends what listens to the token when SIGTERM comes, which every thread has to block.
void WaitForEnd(const std::stop_token& done, std::stop_source& end) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  while (!done.stop_requested()) {
    if (sigtimedwait(&signals, nullptr, &kLook) > 0) end.request_stop();
  }
}

void BlockTerm() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

std::string ReadBounded(std::istream& in) {
  std::string text(kMaxAnswerBytes, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(in.gcount()));
  return text;
}

}  // namespace

Status RefreshCopy(const RefreshRequest& request, const std::stop_token& stop,
                   const http::Resolver& resolve) {
  git::UpstreamSource source{.url = request.url};
  if (request.proxy.empty()) {
    source.addresses = TRY(http::AddressesToCall(HostOf(request.url), request.networks, resolve));
  }
  const git::UpstreamMirrors mirrors = TRY(git::UpstreamMirrors::Open(OptionsOf(request, stop)));
  const git::UpstreamFolder folder = TRY(mirrors.Refresh(source, request.now));
  const CopyPaths paths = PathsOf(request.root, git::UpstreamName(request.url));
  if (folder.frozen) {
    Result<CopyState> before = CopyState::Read(paths.state);
    CopyState state = before.ok() ? std::move(before).value() : CopyState();
    state.is_frozen = true;
    return WriteState(request, state);
  }
  const UpstreamPlace place{.repository = folder.path, .index = paths.index, .info = {}};
  const IndexReport report = TRY(UpdateUpstreamIndex(place));
  return WriteState(request, {.fetched = folder.fetched, .id = report.id, .is_frozen = false});
}

CommandResult RefreshStream(std::istream& in) {
  BlockTerm();
  const Result<RefreshRequest> request = ReadRefreshRequest(ReadBounded(in));
  if (!request.ok()) return {AnswerOf(request.error()), "", kExitUsage};
  const Result<bool> confined = ConfineGitCaller(
      {.readable = {request.value().ca_bundle}, .writable = {request.value().root}});
  if (!confined.ok()) return {AnswerOf(confined.error()), "", kExitUnknown};
  std::stop_source end;
  const std::jthread watch([&end](const std::stop_token& done) { WaitForEnd(done, end); });
  const Status status = RefreshCopy(request.value(), end.get_token());
  return {AnswerOf(status), "", status.ok() ? 0 : kExitUnknown};
}

RefreshChild::RefreshChild(std::string program, std::stop_token stop)
    : program_(std::move(program)), stop_(std::move(stop)) {}

Status RefreshChild::Refresh(const RefreshRequest& request) {
  ProcessSpec spec;
  spec.argv = {program_, "upstream", "refresh"};
#if defined(__SANITIZE_ADDRESS__)
  // Its leak check traces the process, which is not allowed to be traced.
  spec.environment = {"ASAN_OPTIONS=detect_leaks=0"};
#else
  spec.data_bytes = kDataBytes;
#endif
  spec.max_output_bytes = kMaxAnswerBytes;
  spec.max_error_bytes = kMaxAnswerBytes;
  spec.cpu_seconds = kCpuSeconds;
  spec.open_files = kOpenFiles;
  spec.may_run_on = [stop = stop_] { return !stop.stop_requested(); };
  const ProcessResult result = TRY(RunProcess(spec, RenderRefreshRequest(request), kDeadline));
  if (result.called_off) return Error{Errc::kTransient, "the service is being stopped"};
  if (result.timed_out) return Error{Errc::kTransient, "it was not done within an hour"};
  if (result.signal != 0 || result.too_much_output) {
    return Error{Errc::kContent,
                 "the process that read it ended with signal " + std::to_string(result.signal)};
  }
  return ReadAnswer(result.out);
}

}  // namespace headwater::jobs
