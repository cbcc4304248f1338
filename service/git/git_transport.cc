// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/git_transport.h"

#include <string_view>

#include "headwater/log.h"
#include "headwater/process.h"

namespace headwater::git {
namespace {

constexpr int kMaxRefusals = 2;
constexpr std::chrono::hours kRefusalTime{1};
/// How an advertisement of protocol 2 goes on behind the helper's empty line
/// (https://git-scm.com/docs/protocol-v2 "Capability Advertisement").
constexpr std::string_view kProtocol2 = "\n000eversion 2\n";
constexpr std::string_view kObjectFormat = "object-format=";
constexpr std::string_view kSha1 = "sha1";
constexpr std::string_view kPackPrefix = "pack-";

/// The values of "fetch=shallow wait-for-done filter", one word each.
bool CanFilter(std::string_view advertisement) {
  constexpr std::string_view kFetch = "fetch=";
  const size_t at = advertisement.find(kFetch);
  if (at == std::string_view::npos) return false;
  std::string line(
      advertisement.substr(at + kFetch.size(), advertisement.find('\n', at) - at - kFetch.size()));
  return (" " + line + " ").find(" filter ") != std::string::npos;
}

Result<ServerAbilities> ReadAdvertisement(std::string_view text) {
  if (!text.starts_with(kProtocol2)) {
    return Error{Errc::kTransient, "what answers is no git server with protocol 2"};
  }
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

Result<GitTransport::Answer> GitTransport::Call(
    const std::function<ProcessSpec(const std::string& credential)>& make, std::string_view input,
    std::chrono::milliseconds deadline) {
  const std::string credential = TRY(Credential());
  if (!refusals_.MayTry(credential, std::chrono::steady_clock::now())) {
    return Error{Errc::kDenied,
                 "the read token was refused twice: no further attempt before an hour has passed "
                 "or the token has changed"};
  }
  ProcessResult result = TRY(RunProcess(make(credential), input, deadline));
  FetchEnd end = JudgeFetch(result, credential);
  if (end.problem == FetchProblem::kNone) refusals_.Accepted();
  if (end.problem == FetchProblem::kUnauthorized) {
    refusals_.Refused(credential, std::chrono::steady_clock::now());
    Log(LogLevel::kWarning, "git_token_refused", {{"detail", Untrusted(end.error.message)}});
  }
  return Answer{std::move(end), std::move(result.out)};
}

Result<ServerAbilities> GitTransport::Probe(const std::string& url) {
  const Answer answer = TRY(
      Call([&](const std::string& credential) { return ProbeProcess(context_, url, credential); },
           kProbeInput, deadlines_.fetch));
  if (answer.end.problem != FetchProblem::kNone) return answer.end.error;
  return ReadAdvertisement(answer.out);
}

Result<FetchEnd> GitTransport::FetchReferences(const Job& job,
                                               const std::vector<std::string>& refspecs) {
  Answer answer = TRY(Call(
      [&](const std::string& credential) {
        return FetchProcess(context_, {.mirror = job.mirror,
                                       .kind = job.kind,
                                       .url = job.url,
                                       .refspecs = refspecs,
                                       .credential = credential,
                                       .max_file_bytes = job.max_file_bytes});
      },
      "", job.deadline));
  return std::move(answer.end);
}

Result<FetchEnd> GitTransport::FetchBlobs(const Job& job, std::span<const BlobId> blobs) {
  std::string ids;
  for (const BlobId& blob : blobs) ids += blob.Hex() + "\n";
  Answer answer = TRY(Call(
      [&](const std::string& credential) {
        return FetchProcess(context_, {.mirror = job.mirror,
                                       .kind = job.kind,
                                       .url = job.url,
                                       .refspecs = {},
                                       .ids_from_input = true,
                                       .credential = credential,
                                       .max_file_bytes = job.max_file_bytes});
      },
      ids, job.deadline));
  return std::move(answer.end);
}

Result<std::string> GitTransport::JoinPacks(const std::string& mirror,
                                            const std::vector<std::string>& packs,
                                            uint64_t max_file_bytes) {
  std::string names;
  for (const std::string& pack : packs) names += pack + ".pack\n";
  const ProcessResult result =
      TRY(RunProcess(JoinPacksProcess(context_, mirror, max_file_bytes), names, deadlines_.join));
  if (result.timed_out || result.exit_code != 0) {
    return Error{Errc::kInternal, "packs cannot be joined: " + QuoteStderr(result.err, "")};
  }
  const std::string id = result.out.substr(0, result.out.find('\n'));
  if (!CommitId::FromHex(id)) return Error{Errc::kInternal, "git names no pack"};
  return std::string(kPackPrefix) + id;
}

}  // namespace headwater::git
