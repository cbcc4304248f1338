// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/pages.h"

#include <utility>
#include <vector>

#include "headwater/log.h"
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
constexpr int kGone = 410;

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

/// A page of ours: no script, no frame, nothing from elsewhere; and where it leads to does not
/// learn of it.
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
                      {"Referrer-Policy", "no-referrer"},
                      {"Cache-Control", "no-cache"}};
  return response;
}

/// Not everybody may read it: nobody keeps it, and no search engine shows it.
HttpResponse Private(HttpResponse response) {
  for (HttpHeader& header : response.headers) {
    if (header.name == "Cache-Control") header.value = "private, no-store";
  }
  response.headers.push_back({"X-Robots-Tag", "noindex, nofollow, noarchive"});
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
  Language language = parts_.language;
  if (request.query == "lang=de") language = Language::kGerman;
  if (request.query == "lang=en") language = Language::kEnglish;
  if (const std::optional<Asked> asked = Read(request.path)) {
    std::optional<HttpResponse> answer = Answer(*asked, language);
    if (answer) return asked->ticket.empty() ? *std::move(answer) : Private(*std::move(answer));
  }
  return Page(kNotFound, report::RenderNoSuchDecision(language));
}

/// `/decisions/ID[/TICKET][/fix.patch]`.
std::optional<DecisionPages::Asked> DecisionPages::Read(std::string_view path) {
  if (!path.starts_with(kDecisions)) return std::nullopt;
  path.remove_prefix(kDecisions.size());
  Asked asked;
  if (path.ends_with(kPatch)) {
    asked.patch = true;
    path.remove_suffix(kPatch.size());
  }
  const std::string_view id = path.substr(0, kIdDigits);
  if (!IsId(id)) return std::nullopt;
  asked.id = {std::string(id)};
  path.remove_prefix(kIdDigits);
  if (path.empty()) return asked;
  asked.ticket = path.substr(1);
  const bool is_below = path.front() == '/' && !asked.ticket.empty();
  return is_below ? std::optional(std::move(asked)) : std::nullopt;
}

/// A ticket is looked at only where one is needed: it opens nothing about a project that was
/// public, and then is no more.
bool DecisionPages::MayShow(const Decision& decision, const Asked& asked) const {
  if (decision.shown_to_all != asked.ticket.empty()) return false;
  if (parts_.forks == nullptr) return true;
  const Result<std::vector<std::string>> named = report::ReadDecidedNames(decision.record);
  if (!named.ok()) return false;
  const ProjectId project = decision.about.project;
  return decision.shown_to_all ? parts_.forks->MayShowToAll(project, named.value())
                               : parts_.forks->MayShowToReaders(project, named.value());
}

std::optional<HttpResponse> DecisionPages::Answer(const Asked& asked, Language language) const {
  if (!asked.ticket.empty()) {
    if (parts_.links == nullptr) return std::nullopt;
    const TicketState state = parts_.links->Check(asked.id, asked.ticket);
    if (state == TicketState::kForged) return std::nullopt;
    if (state == TicketState::kExpired) return Page(kGone, report::RenderExpiredLink(language));
  }
  const Result<std::optional<Decision>> found = parts_.decisions.Find(asked.id);
  if (!found.ok() || !found.value() || !MayShow(*found.value(), asked)) return std::nullopt;
  if (asked.patch) {
    // One without fixes is answered as one that is not there: an empty file is no patch.
    Result<std::string> patch = parts_.decisions.FixPatch(asked.id);
    if (!patch.ok() || patch.value().empty()) return std::nullopt;
    return Patch(std::move(patch).value());
  }
  std::optional<std::string> page = PageOf(*found.value(), asked, language);
  if (!page) return std::nullopt;
  return Page(kOk, *std::move(page));
}

std::optional<SafeUrl> DecisionPages::PatchUrl(const Decision& decision, const Asked& asked) const {
  if (!parts_.pages_url) return std::nullopt;
  const Result<std::string> patch = parts_.decisions.FixPatch(decision.id);
  if (!patch.ok() || patch.value().empty()) return std::nullopt;
  SafeUrl page = parts_.pages_url->Below("/decisions").Below(Untrusted(decision.id.hex));
  if (!asked.ticket.empty()) page = page.Below(Untrusted(std::string(asked.ticket)));
  return page.Below("/fix.patch");
}

std::optional<std::string> DecisionPages::PageOf(const Decision& decision, const Asked& asked,
                                                 Language language) const {
  const Result<Report> report = report::ReadDecidedReport(decision.record, parts_.rules);
  if (!report.ok()) {
    Log(LogLevel::kError, "decision_not_readable",
        {{"decision", Untrusted(decision.id.hex)}, {"problem", Untrusted(report.error().message)}});
    return std::nullopt;
  }
  report::PageContext context{.project = report.value().repository, .language = language};
  context.fix_patch = PatchUrl(decision, asked);
  if (parts_.forge_url && !decision.head.IsZero() && !context.project.empty()) {
    context.files = parts_.forge_url->Below(context.project)
                        .Below("/-/blob")
                        .Below(Untrusted(decision.head.Hex()));
  }
  return report::RenderPage(decision, report.value(), context);
}

}  // namespace headwater::jobs
