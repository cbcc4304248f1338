// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "headwater/clock.h"
#include "headwater/guarded.h"
#include "headwater/http.h"
#include "service/http/address.h"

namespace headwater::http {

/// Counts failed authentications for each site (SiteOf) in windows of fixed length. There is no
/// limit on requests as such: all genuine deliveries come from one or two addresses, so a limit for
/// each source would hold up the forge first. Pure but for its counters; thread-safe.
class FailureLimit {
 public:
  struct Options {
    uint32_t failures = 20;  ///< Of one site in one window that are answered with 401.
    std::chrono::milliseconds window{60'000};
    size_t sites = 4096;  ///< Counted apart; those beyond share one count. About 64 bytes each.
  };

  /// What to do with one more failure.
  struct Answer {
    bool limited = false;  ///< Answer 429.
    /// Failures that were limited in the window before this one, once for each window: log that.
    uint64_t unlogged = 0;
  };

  explicit FailureLimit(const Options& options) : options_(options) {}

  Answer Count(const Address& peer, SteadyTime now);

 private:
  struct State {
    SteadyTime window_begin{};
    std::unordered_map<Address, uint32_t, AddressHash> failures;  ///< By site.
    uint32_t other_failures = 0;
    uint64_t unlogged = 0;
  };

  Options options_;
  Guarded<State> state_;
};

/// Stands before a handler and turns its answer 401 into 429 for a site that fails too often. Every
/// other answer passes: a request that authenticates is never limited. The handler
/// says why it refuses; here is only logged how many were limited. Thread-safe as the handler is.
class FailureLimitedHandler final : public HttpHandler {
 public:
  /// Both must outlive it.
  FailureLimitedHandler(HttpHandler& handler, const Clock& clock,
                        const FailureLimit::Options& options)
      : handler_(&handler), clock_(&clock), limit_(options) {}

  std::optional<HttpResponse> Screen(const HttpRequest& head) override;
  HttpResponse Handle(const HttpRequest& request) override;

 private:
  HttpResponse Limit(HttpResponse response, std::string_view peer);

  HttpHandler* handler_;
  const Clock* clock_;
  FailureLimit limit_;
};

}  // namespace headwater::http
