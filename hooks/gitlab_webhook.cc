// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "hooks/gitlab_webhook.h"

#include <string>
#include <utility>
#include <vector>

#include "headwater/job_scope.h"
#include "headwater/sink.h"
#include "hooks/content_type.h"
#include "hooks/gitlab_payload.h"

namespace headwater::hooks {
namespace {

// RFC 9110 section 15.
constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;
constexpr int kNotFound = 404;
constexpr int kMethodNotAllowed = 405;
constexpr int kUnsupportedMediaType = 415;
constexpr int kInternalServerError = 500;
constexpr int kServiceUnavailable = 503;

/// GitLab does not retry by itself; the header tells whoever resends.
constexpr char kRetryAfterSeconds[] = "5";

/// GitLab's keys are UUIDs of 36 characters. What is much longer is no key and not worth storing.
constexpr size_t kMaxKeyBytes = 200;

HttpResponse Answer(int status, std::string_view sentence) {
  HttpResponse response;
  response.status = status;
  response.body = std::string(sentence) + '\n';
  return response;
}

HttpResponse Answer(int status, const Error& error) {
  return Answer(status, Encode<Sink::kTerminal>(Untrusted(error.message)));
}

/// The same for every retry of one delivery; empty when there is none.
std::string_view DeliveryKey(const HttpHeaders& headers) {
  for (const std::string_view name : {"Idempotency-Key", "webhook-id"}) {
    const auto key = FindHeader(headers, name);
    if (key && !key->empty() && key->size() <= kMaxKeyBytes) return *key;
  }
  return {};
}

/// What is done because of a delivery belongs to its trace.
std::vector<Wake> TracedWakes(const HttpHeaders& headers, const Event& event) {
  std::vector<Wake> wakes = event.wakes;
  const auto traceparent = FindHeader(headers, "traceparent");
  const std::optional<std::string> trace_id = traceparent ? TraceIdOf(*traceparent) : std::nullopt;
  if (!trace_id) return wakes;
  for (Wake& wake : wakes) wake.trace_id = *trace_id;
  return wakes;
}

}  // namespace

GitlabWebhook::GitlabWebhook(Environment environment)
    : environment_(std::move(environment)),
      auth_(environment_.secrets, environment_.clock),
      refusals_(environment_.clock, environment_.on_refused) {}

HttpResponse GitlabWebhook::Refuse(const HttpRequest& request, int status, const Error& error) {
  refusals_.Report(status, request.peer, error.message);
  return Answer(status, error);
}

/// The sender learns nothing that would help to guess; the log says more.
HttpResponse GitlabWebhook::RefuseUnproven(const HttpRequest& request, const Error& error) {
  const bool denied = error.code == Errc::kDenied;
  const int status = denied ? kUnauthorized : kInternalServerError;
  refusals_.Report(status, request.peer, error.message);
  return Answer(status, denied ? "a valid secret token or signature is required"
                               : "the secrets of this service cannot be read");
}

std::optional<HttpResponse> GitlabWebhook::Screen(const HttpRequest& head) {
  if (head.path != kGitlabHookPath) return Answer(kNotFound, "not found");
  if (head.method != "POST") {
    HttpResponse response = Answer(kMethodNotAllowed, "only POST is answered here");
    response.headers.push_back({"Allow", "POST"});
    return response;
  }
  const Status proven = auth_.CheckHead(head.headers);
  if (!proven.ok()) return RefuseUnproven(head, proven.error());
  const Status type = CheckContentType(head.headers);
  if (!type.ok()) return Refuse(head, kUnsupportedMediaType, type.error());
  return std::nullopt;
}

HttpResponse GitlabWebhook::Handle(const HttpRequest& request) {
  const Status proven = auth_.Check(request.headers, request.body);
  if (!proven.ok()) return RefuseUnproven(request, proven.error());
  const Self self = environment_.self ? environment_.self() : Self{};
  const Result<Event> event = ReadDelivery(request.body, request.headers, self);
  HttpResponse response =
      event.ok() ? Record(request, event.value()) : Refuse(request, kBadRequest, event.error());
  response.authenticated = true;
  return response;
}

HttpResponse GitlabWebhook::Record(const HttpRequest& request, const Event& event) {
  std::string sentence(NameOf(event.decision).view());
  sentence += ": ";
  sentence += event.reason.view();
  if (event.wakes.empty()) return Answer(HttpResponse().status, sentence);

  const Result<Recorded> recorded =
      environment_.inbox.Record(DeliveryKey(request.headers), TracedWakes(request.headers, event));
  if (!recorded.ok()) {
    const bool passes = recorded.error().code == Errc::kTransient;
    refusals_.Report(passes ? kServiceUnavailable : kInternalServerError, request.peer,
                     recorded.error().message);
    if (!passes) return Answer(kInternalServerError, "the event could not be stored");
    HttpResponse response = Answer(kServiceUnavailable, "the event could not be stored yet");
    response.headers.push_back({"Retry-After", kRetryAfterSeconds});
    return response;
  }
  if (recorded.value() == Recorded::kDuplicate) sentence = "seen before";
  if (recorded.value() == Recorded::kNew && environment_.nudge) environment_.nudge();
  return Answer(HttpResponse().status, sentence);
}

}  // namespace headwater::hooks
