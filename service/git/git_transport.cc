// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/git_transport.h"

#include <string_view>
#include <utility>

#include "headwater/log.h"
#include "headwater/process.h"
#include "service/git/mirror_folder.h"

namespace headwater::git {
namespace {

constexpr int kMaxRefusals = 2;
constexpr std::chrono::hours kRefusalTime{1};
/// How an advertisement of protocol 2 goes on behind the helper's empty line
/// (https://git-scm.com/docs/protocol-v2 "Capability Advertisement").
constexpr std::string_view kProtocol2 = "\n000eversion 2\n";
/// What the helper says of servers that speak only older protocols, or give static files; it then
/// ends with an error.
constexpr std::string_view kFallback = "fallback";
constexpr std::string_view kObjectFormat = "object-format=";
constexpr std::string_view kSha1 = "sha1";
constexpr std::string_view kPackPrefix = "pack-";
constexpr unsigned kBitsOfMebibyte = 20;

/// The values of "fetch=shallow wait-for-done filter", one word each.
bool CanFilter(std::string_view advertisement) {
  constexpr std::string_view kFetch = "fetch=";
  const size_t at = advertisement.find(kFetch);
  if (at == std::string_view::npos) return false;
  std::string line(
      advertisement.substr(at + kFetch.size(), advertisement.find('\n', at) - at - kFetch.size()));
  return (" " + line + " ").find(" filter ") != std::string::npos;
}

Error NoGitServer() { return {Errc::kTransient, "what answers is no git server with protocol 2"}; }

Result<ServerAbilities> ReadAdvertisement(std::string_view text) {
  if (!text.starts_with(kProtocol2)) return NoGitServer();
  const size_t format = text.find(kObjectFormat);
  if (format != std::string_view::npos) {
    const std::string_view name = text.substr(format + kObjectFormat.size());
    if (name.substr(0, name.find('\n')) != kSha1) {
      return Error{Errc::kContent,
                   "the repository uses SHA-256 object ids, which this version cannot read"};
    }
  }
  return ServerAbilities{.filters = CanFilter(text)};
}

Error TooLarge(uint64_t max_bytes) {
  return {Errc::kContent, "the repository's mirror would have more than the " +
                              std::to_string(max_bytes >> kBitsOfMebibyte) +
                              " MiB that one may have (mirrors.largest)"};
}

Error TooManyReferences(size_t max_references) {
  return {Errc::kContent,
          "the repository has more than " + std::to_string(max_references) + " branches and tags"};
}

}  // namespace

bool RefusalCounter::MayTry(const std::string& credential, Time now) {
  return state_.With([&](State& state) {
    if (state.credential != credential || now - state.last > kRefusalTime) state = State();
    return state.count < kMaxRefusals;
  });
}

void RefusalCounter::Refused(const std::string& credential, Time now) {
  state_.With([&](State& state) { state = {credential, state.count + 1, now}; });
}

void RefusalCounter::Accepted() {
  state_.With([](State& state) { state = State(); });
}

Result<std::string> GitTransport::Credential() {
  if (read_token_ == nullptr) return std::string();
  const std::vector<Secret> tokens = TRY(read_token_->Read().Context("the read token"));
  return BasicCredential(tokens.front());
}

Result<ProcessResult> GitTransport::Run(ProcessSpec spec, std::string_view input,
                                        std::chrono::milliseconds deadline,
                                        const std::function<bool()>& fits) const {
  spec.may_run_on = [&] { return !stop_.stop_requested() && fits(); };
  ProcessResult result = TRY(RunProcess(spec, input, deadline));
  if (result.called_off && stop_.stop_requested()) {
    return Error{Errc::kTransient, "git had to end: the service is being stopped"};
  }
  return result;
}

Result<GitTransport::Answer> GitTransport::Call(const Task& task) {
  const std::string credential = TRY(Credential());
  if (!refusals_.MayTry(credential, std::chrono::steady_clock::now())) {
    return Error{Errc::kDenied,
                 "the read token was refused twice: no further attempt before an hour has passed "
                 "or the token has changed"};
  }
  ProcessResult result = TRY(Run(task.make(credential), task.input, task.deadline, task.fits));
  FetchEnd end = JudgeFetch(result, credential);
  if (end.problem == FetchProblem::kNone) refusals_.Accepted();
  if (end.problem == FetchProblem::kUnauthorized) {
    refusals_.Refused(credential, std::chrono::steady_clock::now());
    Log(LogLevel::kWarning, "git_token_refused", {{"detail", Untrusted(end.error.message)}});
  }
  // What came faster than it was looked at.
  if (end.problem == FetchProblem::kNone && !task.fits()) end.problem = FetchProblem::kTooLarge;
  return Answer{std::move(end), std::move(result.out)};
}

Result<ServerAbilities> GitTransport::Probe(const std::string& url) {
  Task task;
  task.make = [&](const std::string& credential) {
    return ProbeProcess(context_, url, credential);
  };
  task.input = kProbeInput;
  task.deadline = deadlines_.fetch;
  const Answer answer = TRY(Call(task));
  if (answer.out.starts_with(kFallback)) return NoGitServer();
  if (answer.end.problem != FetchProblem::kNone) return answer.end.error;
  return ReadAdvertisement(answer.out);
}

Result<FetchEnd> GitTransport::Fetch(const Job& job, FetchCommand command, std::string_view input) {
  const std::string objects = job.mirror + "/objects";
  const std::string references = job.mirror + "/refs/up";
  bool has_too_many = false;  // Git takes back what it was writing when it is ended.
  Task task;
  task.make = [&](const std::string& credential) {
    command.credential = credential;
    return FetchProcess(context_, command);
  };
  task.input = input;
  task.deadline = job.deadline;
  task.fits = [&] {
    has_too_many = job.max_references > 0 && CountReferences(references) > job.max_references;
    return !has_too_many && BytesBelow(objects) <= job.max_mirror_bytes;
  };
  FetchEnd end = TRY(Call(task)).end;
  if (end.problem != FetchProblem::kTooLarge) return end;
  end.error = TooLarge(job.max_mirror_bytes);
  if (!has_too_many) return end;
  return FetchEnd{FetchProblem::kTooManyReferences, "", TooManyReferences(job.max_references)};
}

Result<FetchEnd> GitTransport::FetchReferences(const Job& job,
                                               const std::vector<std::string>& refspecs) {
  FetchCommand command{.mirror = job.mirror,
                       .kind = job.kind,
                       .url = job.url,
                       .refspecs = refspecs,
                       .prune = job.prune,
                       .credential = {},
                       .max_file_bytes = job.max_file_bytes};
  FetchEnd end = TRY(Fetch(job, command, ""));
  if (end.problem != FetchProblem::kNamesCollide || !job.prune) return end;
  // The objects are here already.
  command.atomic = false;
  return Fetch(job, std::move(command), "");
}

Result<FetchEnd> GitTransport::FetchBlobs(const Job& job, std::span<const BlobId> blobs) {
  std::string ids;
  for (const BlobId& blob : blobs) ids += blob.Hex() + "\n";
  return Fetch(job,
               {.mirror = job.mirror,
                .kind = job.kind,
                .url = job.url,
                .refspecs = {},
                .ids_from_input = true,
                .credential = {},
                .max_file_bytes = job.max_file_bytes},
               ids);
}

Result<std::string> GitTransport::JoinPacks(const std::string& mirror,
                                            const std::vector<std::string>& packs,
                                            uint64_t max_file_bytes) {
  std::string names;
  for (const std::string& pack : packs) names += pack + ".pack\n";
  const ProcessResult result = TRY(Run(JoinPacksProcess(context_, mirror, max_file_bytes), names,
                                       deadlines_.join, [] { return true; }));
  if (result.timed_out || result.exit_code != 0) {
    return Error{Errc::kInternal, "packs cannot be joined: " + QuoteStderr(result.err, "")};
  }
  const std::string id = result.out.substr(0, result.out.find('\n'));
  if (!CommitId::FromHex(id)) return Error{Errc::kInternal, "git names no pack"};
  return std::string(kPackPrefix) + id;
}

}  // namespace headwater::git
