// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/health_pages.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "headwater/metrics.h"
#include "headwater/sink.h"

namespace headwater::jobs {
namespace {

constexpr int kOk = 200;
constexpr int kNotFound = 404;
constexpr int kNotAllowed = 405;
constexpr int kUnavailable = 503;

/// Beside other types, in whatever order: who takes it prefers it, as Prometheus does.
constexpr std::string_view kOpenMetrics = "application/openmetrics-text";

HttpResponse Plain(int status, std::string body) {
  HttpResponse response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

void MeasureWaiting(const StoreHealth& health, const Clock& clock) {
  Measure("headwater_waiting_announcements", static_cast<int64_t>(health.waiting_announce));
  Measure("headwater_waiting_judgements", static_cast<int64_t>(health.waiting_judge));
  Measure("headwater_waiting_writes", static_cast<int64_t>(health.waiting_slots));
  const WallTime since = health.oldest_waiting.value_or(clock.Wall());
  const auto waited = std::chrono::floor<std::chrono::seconds>(clock.Wall() - since);
  Measure("headwater_waiting_seconds", std::max<int64_t>(0, waited.count()));
}

}  // namespace

std::optional<HttpResponse> HealthPages::Screen(const HttpRequest& head) {
  if (head.method == "GET" || head.method == "HEAD") return std::nullopt;
  return Plain(kNotAllowed, "only GET and HEAD\n");
}

void HealthPages::Watch(StoreWatch& store, const Clock& clock) {
  store_ = &store;
  clock_ = &clock;
}

HttpResponse HealthPages::Handle(const HttpRequest& request) {
  if (request.path == "/healthz") return Plain(kOk, "alive\n");
  if (request.path == "/readyz") return Readiness();
  if (request.path == "/metrics") return Metrics(request);
  return Plain(kNotFound, "not found\n");
}

HttpResponse HealthPages::Readiness() const {
  if (!ready_) return Plain(kUnavailable, "not ready: starting, or stopping\n");
  if (store_ == nullptr) return Plain(kOk, "ready\n");
  const Result<StoreHealth> health = store_->Health();
  if (health.ok()) return Plain(kOk, "ready\n");
  Out<Sink::kTerminal> why;
  why << "not ready: the database: " << Untrusted(health.error().message);
  return Plain(kUnavailable, why.text() + "\n");
}

HttpResponse HealthPages::Metrics(const HttpRequest& request) const {
  if (store_ != nullptr) {
    const Result<StoreHealth> health = store_->Health();
    if (health.ok()) MeasureWaiting(health.value(), *clock_);
  }
  const auto accept = FindHeader(request.headers, "Accept");
  const bool is_open = accept && accept->find(kOpenMetrics) != std::string_view::npos;
  HttpResponse response =
      Plain(kOk, RenderMetrics(is_open ? MetricsFormat::kOpenMetrics : MetricsFormat::kText));
  response.content_type = is_open ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                                  : "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

}  // namespace headwater::jobs
