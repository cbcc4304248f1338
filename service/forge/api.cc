// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/api.h"

#include <utility>

#include "headwater/job_scope.h"
#include "headwater/metrics.h"
#include "headwater/sink.h"
#include "service/forge/link_header.h"

namespace headwater::forge {
namespace {

/// Far above what we ask for; every page is at most max_body_bytes of HttpCall.
constexpr DataLimits kAnswerLimits = {.bytes = size_t{16} << 20U, .depth = 64, .nodes = 500'000};

/// The largest page GitLab gives, and more of them than any list we read can have: a merge request
/// holds 5,000 comments at most.
/// https://docs.gitlab.com/ee/administration/instance_limits.html
constexpr char kPerPage[] = "100";
constexpr int kMaxPages = 200;

/// 64 MiB at 1 MiB a second.
constexpr std::chrono::seconds kDownloadDeadline{64};

/// How much of an error's body is shown.
constexpr size_t kShownBytes = 300;

// RFC 9110 section 15.
constexpr int kOk = 200;
constexpr int kMultipleChoices = 300;
constexpr int kUnauthorized = 401;
constexpr int kForbidden = 403;
constexpr int kNotFound = 404;
constexpr int kRequestTimeout = 408;
constexpr int kConflict = 409;
constexpr int kPreconditionFailed = 412;
constexpr int kTooManyRequests = 429;
constexpr int kInternalServerError = 500;

bool IsReading(const HttpCall& call) { return call.method == "GET"; }

/// The server failed, or somebody before it did: whether it did the work is not known.
bool IsServerFailure(int status) {
  return status >= kInternalServerError || status == kRequestTimeout;
}

Errc CodeOf(int status) {
  if (status < kHttpBadRequest) return Errc::kContent;
  switch (status) {
    case kUnauthorized:
    case kForbidden:
      return Errc::kDenied;
    case kNotFound:
      return Errc::kNotFound;
    case kConflict:
    case kPreconditionFailed:
      return Errc::kConflict;
    default:
      return Errc::kInvalid;
  }
}

std::string Describe(const HttpReply& reply) {
  std::string text = "HTTP " + std::to_string(reply.status);
  if (reply.status >= kMultipleChoices && reply.status < kHttpBadRequest) {
    return text + ": a redirect, which is not followed; is the address of GitLab right?";
  }
  if (reply.body.empty()) return text;
  return text + ": " + Encode<Sink::kTerminal>(Untrusted(reply.body.substr(0, kShownBytes)));
}

}  // namespace

Status Accept(const HttpReply& reply) {
  if (reply.status >= kOk && reply.status < kMultipleChoices) return Ok{};
  return Error{CodeOf(reply.status), Describe(reply)};
}

Error NoAnswer(Error error) {
  if (error.code == Errc::kInvalid) error.code = Errc::kContent;
  error.message.insert(0, "the answer is not as documented: ");
  return error;
}

Result<DataNode> ParseAnswer(const HttpReply& reply) {
  Result<DataNode> answer = ParseJson(reply.body, kAnswerLimits);
  if (!answer.ok()) return NoAnswer(std::move(answer).error());
  return answer;
}

Api::Api(HttpClient& http, const SecretFile& token, const Clock& clock, std::string_view base_url)
    : http_(http),
      token_(token),
      base_(base_url.substr(0, base_url.find_last_not_of('/') + 1)),
      root_(base_ + "/api/v4"),
      gate_(clock) {}

std::string Api::Name(const HttpCall& call) const {
  const std::string& prefix = call.url.starts_with(root_) ? root_ : base_;
  return call.method + ' ' + call.url.substr(prefix.size());
}

Result<HttpReply> Api::Call(CallKind kind, HttpCall call) {
  const std::string name = Name(call);
  if (const auto wait = gate_.ClosedFor(kind)) {
    return Error{Errc::kTransient, name + ": not sent, GitLab asked to wait for another " +
                                       std::to_string(wait->count()) + " ms"};
  }
  const Result<std::vector<Secret>> secrets = token_.Read();
  // Not kInvalid: the call is right, and will do once the file is.
  if (!secrets.ok()) return Error{Errc::kDenied, name + ": " + secrets.error().message};
  call.headers.push_back({"PRIVATE-TOKEN", secrets.value().front().bytes()});
  call.headers.push_back({"Accept", "application/json"});
  if (std::string parent = Traceparent(); !parent.empty()) {
    call.headers.push_back({"traceparent", std::move(parent)});
  }

  Result<HttpReply> reply = http_.Call(call);
  // Whatever of it was secret; the library's own copies are beyond reach.
  Wipe(call.headers[call.headers.size() - 2].value);
  Wipe(call.body);
  if (!reply.ok()) {
    Count("headwater_forge_failures_total");
    Error error = std::move(reply).error();
    if (error.code == Errc::kAmbiguous && IsReading(call)) error.code = Errc::kTransient;
    error.message.insert(0, name + ": ");
    return error;
  }
  const int status = reply.value().status;
  if (status == kTooManyRequests) {
    gate_.Refused(kind, reply.value().headers);
    return Error{Errc::kTransient, name + ": " + Describe(reply.value())};
  }
  gate_.Passed(kind);
  if (status == kUnauthorized) Count("headwater_forge_token_refusals_total");
  if (IsServerFailure(status)) {
    Count("headwater_forge_failures_total");
    return Error{IsReading(call) ? Errc::kTransient : Errc::kAmbiguous,
                 name + ": " + Describe(reply.value())};
  }
  return reply;
}

Result<HttpReply> Api::Send(CallKind kind, std::string_view method, const std::string& path,
                            const FormFields& form) {
  HttpCall call;
  call.method = method;
  call.url = root_ + path;
  if (!form.empty()) {
    call.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    call.body = FormEncode(form);
  }
  return Call(kind, std::move(call));
}

Result<HttpReply> Api::GetPage(const std::string& url) {
  HttpCall call;
  call.url = url;
  const std::string name = Name(call);
  HttpReply reply = TRY(Call(CallKind::kRead, std::move(call)));
  TRY(Accept(reply).Context(name));
  return reply;
}

Result<HttpReply> Api::Ask(const std::string& path) {
  HttpCall call;
  call.url = root_ + path;
  return Call(CallKind::kRead, std::move(call));
}

Result<std::string> Api::Download(const std::string& address, uint64_t max_bytes) {
  if (!address.starts_with('/')) return Error{Errc::kInternal, "no address of the forge's"};
  HttpCall call;
  call.url = base_ + address;
  call.max_body_bytes = max_bytes;
  call.deadline = kDownloadDeadline;
  const std::string name = Name(call);
  HttpReply reply = TRY(Call(CallKind::kRead, std::move(call)));
  if (reply.status >= kMultipleChoices && reply.status < kHttpBadRequest) {
    return Error{Errc::kDenied, name + ": " + Describe(reply)};
  }
  TRY(Accept(reply).Context(name));
  const auto type = FindHeader(reply.headers, "content-type");
  // Whoever may not see a file is sent to a form to log in, by some versions without a redirect.
  if (type && type->starts_with("text/html")) {
    return Error{Errc::kDenied, name + ": a page for people, no file"};
  }
  return std::move(reply.body);
}

Result<DataNode> Api::Get(const std::string& path, const FormFields& query) {
  std::string url = root_ + path;
  if (!query.empty()) url += '?' + FormEncode(query);
  const HttpReply reply = TRY(GetPage(url));
  return ParseAnswer(reply).Context("GET " + path);
}

Result<std::pair<DataNode, bool>> Api::GetOne(const std::string& path, const FormFields& query) {
  const HttpReply reply = TRY(GetPage(root_ + path + '?' + FormEncode(query)));
  DataNode answer = TRY(ParseAnswer(reply).Context("GET " + path));
  const std::optional<std::string> next = TRY(NextPage(reply.headers, root_ + '/'));
  return std::pair(std::move(answer), next.has_value());
}

Status Api::GetAll(const std::string& path, FormFields query,
                   const std::function<Status(const DataField& item)>& each) {
  query.emplace_back("per_page", kPerPage);
  std::string url = root_ + path + '?' + FormEncode(query);
  const std::string name = "GET " + path;
  for (int page = 0; page < kMaxPages; ++page) {
    const HttpReply reply = TRY(GetPage(url));
    const DataNode answer = TRY(ParseAnswer(reply).Context(name));
    const DataField list(answer);
    const Result<size_t> length = list.Length();
    if (!length.ok()) return Status(NoAnswer(length.error())).Context(name);
    for (size_t i = 0; i < length.value(); ++i) {
      const Status taken = each(list.Item(i));
      if (!taken.ok()) return Status(NoAnswer(taken.error())).Context(name);
    }
    const std::optional<std::string> next = TRY(NextPage(reply.headers, root_ + '/'));
    if (!next) return Ok{};
    url = *next;
  }
  return Error{Errc::kContent, name + ": more pages than such a list can have"};
}

}  // namespace headwater::forge
