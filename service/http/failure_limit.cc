// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/failure_limit.h"

#include <string>
#include <utility>

#include "headwater/log.h"
#include "headwater/untrusted.h"

namespace headwater::http {
namespace {

constexpr int kUnauthorized = 401;
constexpr int kTooManyRequests = 429;

void LogLimited(const FailureLimit::Answer& answer) {
  if (answer.unlogged == 0) return;
  Log(LogLevel::kWarning, "failed_authentications_limited",
      {{"count", static_cast<int64_t>(answer.unlogged)}});
}

}  // namespace

FailureLimit::Answer FailureLimit::Count(const Address& peer, SteadyTime now) {
  return state_.With([&](State& state) {
    Answer answer;
    if (now - state.window_begin >= options_.window) {
      answer.unlogged = state.unlogged;
      state = State{.window_begin = now, .failures = {}, .other_failures = 0, .unlogged = 0};
    }
    const Address site = SiteOf(peer);
    const bool apart = state.failures.size() < options_.sites || state.failures.contains(site);
    uint32_t& failures = apart ? state.failures[site] : state.other_failures;
    answer.limited = failures >= options_.failures;
    if (answer.limited) {
      ++state.unlogged;
    } else {
      ++failures;
    }
    return answer;
  });
}

std::optional<HttpResponse> FailureLimitedHandler::Screen(const HttpRequest& head) {
  std::optional<HttpResponse> response = handler_->Screen(head);
  if (!response) return std::nullopt;
  return Limit(*std::move(response), head.peer);
}

HttpResponse FailureLimitedHandler::Handle(const HttpRequest& request) {
  return Limit(handler_->Handle(request), request.peer);
}

HttpResponse FailureLimitedHandler::Limit(HttpResponse response, std::string_view peer) {
  if (response.status != kUnauthorized) return response;
  const Address address = Address::Parse(peer).value_or(Address());
  const FailureLimit::Answer answer = limit_.Count(address, clock_->Steady());
  LogLimited(answer);
  if (!answer.limited) return response;
  HttpResponse limited;
  limited.status = kTooManyRequests;
  limited.body = "Too many failed authentications.\n";
  return limited;
}

}  // namespace headwater::http
