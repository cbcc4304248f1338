// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "headwater/http.h"
#include "headwater/rule.h"
#include "headwater/store.h"
#include "headwater/untrusted.h"
#include "headwater/url.h"
#include "service/jobs/fork_radar.h"
#include "service/jobs/page_links.h"

namespace headwater::jobs {

/// What the pages are made of.
struct PageParts {
  Decisions& decisions;
  std::span<const RuleEntry* const> rules;
  Language language = Language::kGerman;
  ForkRadar* forks = nullptr;  ///< Null: nothing is ever named.
  PageLinks* links = nullptr;  ///< Null: there are pages of public projects only.
  std::optional<SafeUrl> forge_url{};
  std::optional<SafeUrl> pages_url{};  ///< None: no page has the command that applies its fixes.
};

/// `GET /decisions/ID?lang=de`, and `GET /decisions/ID/fix.patch` with every safe fix: the page of
/// a decision about a project that was public, and is as far as is known, that names no project
/// which is not. Of other projects `/decisions/ID/TICKET` and `.../TICKET/fix.patch`
/// (page_links.h). A link of ours that has expired is 410; everything else is "no such check", in
/// the same words.
class DecisionPages final : public HttpHandler {
 public:
  explicit DecisionPages(const PageParts& parts) : parts_(parts) {}

  std::optional<HttpResponse> Screen(const HttpRequest& head) override;
  HttpResponse Handle(const HttpRequest& request) override;

 private:
  /// What a path asks for.
  struct Asked {
    DecisionId id;
    std::string_view ticket;  ///< Empty: there is none.
    bool patch = false;
  };

  static std::optional<Asked> Read(std::string_view path);
  /// Whether whoever has this ticket, or none, may see it.
  bool MayShow(const Decision& decision, const Asked& asked) const;
  std::optional<HttpResponse> Answer(const Asked& asked, Language language) const;
  std::optional<std::string> PageOf(const Decision& decision, const Asked& asked,
                                    Language language) const;
  std::optional<SafeUrl> PatchUrl(const Decision& decision, const Asked& asked) const;

  const PageParts parts_;
};

}  // namespace headwater::jobs
