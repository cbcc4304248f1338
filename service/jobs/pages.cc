// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/pages.h"

#include <algorithm>

#include "headwater/log.h"
#include "headwater/metrics.h"
#include "service/report/decision_json.h"
#include "service/report/page.h"

namespace headwater::jobs {
namespace {

constexpr std::string_view kDecisions = "/decisions/";
constexpr std::string_view kPatch = "/fix.patch";
constexpr size_t kIdDigits = 32;

constexpr int kOk = 200;
constexpr int kNotFound = 404;
constexpr int kNotAllowed = 405;
constexpr int kUnavailable = 503;

bool IsReading(const HttpRequest& head) { return head.method == "GET" || head.method == "HEAD"; }

bool IsId(std::string_view text) {
  return text.size() == kIdDigits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

HttpResponse Plain(int status, std::string body) {
  HttpResponse response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

/// A page of ours: no script, no frame, nothing from elsewhere.
HttpResponse Page(int status, std::string html) {
  HttpResponse response = Plain(status, std::move(html));
  response.content_type = "text/html; charset=utf-8";
  response.headers = {{"Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
                       "base-uri 'none'; form-action 'none'"},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cache-Control", "no-cache"}};
  return response;
}

/// As text, which no browser makes anything else of.
HttpResponse Patch(std::string patch) {
  HttpResponse response = Plain(kOk, std::move(patch));
  response.content_type = "text/plain; charset=utf-8";
  response.headers = {{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
                      {"Content-Disposition", "inline; filename=\"fix.patch\""},
                      {"Cache-Control", "no-cache"}};
  return response;
}

std::optional<HttpResponse> OnlyReading(const HttpRequest& head) {
  if (IsReading(head)) return std::nullopt;
  return Plain(kNotAllowed, "only GET and HEAD\n");
}

}  // namespace

std::optional<HttpResponse> DecisionPages::Screen(const HttpRequest& head) {
  return OnlyReading(head);
}

HttpResponse DecisionPages::Handle(const HttpRequest& request) {
  Language language = language_;
  if (request.query == "lang=de") language = Language::kGerman;
  if (request.query == "lang=en") language = Language::kEnglish;
  std::string_view name = request.path;
  name = name.starts_with(kDecisions) ? name.substr(kDecisions.size()) : std::string_view();
  if (IsId(name)) {
    std::optional<std::string> page = PageOf({std::string(name)}, language);
    if (page) return Page(kOk, std::move(*page));
  }
  if (name.ends_with(kPatch) && IsId(name.substr(0, name.size() - kPatch.size()))) {
    std::optional<std::string> patch = PatchOf({std::string(name.substr(0, kIdDigits))});
    if (patch) return Patch(std::move(*patch));
  }
  return Page(kNotFound, report::RenderNoSuchDecision(language));
}

bool DecisionPages::MayShow(const Decision& decision) const {
  if (!decision.shown_to_all) return false;
  if (forks_ == nullptr) return true;
  const Result<std::vector<std::string>> named = report::ReadDecidedNames(decision.record);
  return named.ok() && forks_->MayShowToAll(decision.about.project, named.value());
}

std::optional<Decision> DecisionPages::Shown(const DecisionId& id) const {
  Result<std::optional<Decision>> found = decisions_.Find(id);
  if (!found.ok() || !found.value() || !MayShow(*found.value())) return std::nullopt;
  return std::move(found).value();
}

/// One without fixes is answered as one that is not there: an empty file is no patch.
std::optional<std::string> DecisionPages::PatchOf(const DecisionId& id) const {
  if (!Shown(id)) return std::nullopt;
  Result<std::string> patch = decisions_.FixPatch(id);
  if (!patch.ok() || patch.value().empty()) return std::nullopt;
  return std::move(patch).value();
}

std::optional<std::string> DecisionPages::PageOf(const DecisionId& id, Language language) {
  const std::optional<Decision> shown = Shown(id);
  if (!shown) return std::nullopt;
  const Decision& decision = *shown;
  const Result<Report> report = report::ReadDecidedReport(decision.record, rules_);
  if (!report.ok()) {
    Log(LogLevel::kError, "decision_not_readable",
        {{"decision", Untrusted(id.hex)}, {"problem", Untrusted(report.error().message)}});
    return std::nullopt;
  }
  return report::RenderPage(decision, report.value(), report.value().repository, language);
}

std::optional<HttpResponse> HealthPages::Screen(const HttpRequest& head) {
  return OnlyReading(head);
}

HttpResponse HealthPages::Handle(const HttpRequest& request) {
  if (request.path == "/healthz") return Plain(kOk, "alive\n");
  if (request.path == "/readyz") {
    return ready_ ? Plain(kOk, "ready\n") : Plain(kUnavailable, "not ready\n");
  }
  if (request.path != "/metrics") return Plain(kNotFound, "not found\n");
  HttpResponse response = Plain(kOk, RenderMetrics());
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

}  // namespace headwater::jobs
