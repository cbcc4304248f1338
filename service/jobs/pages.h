// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <span>

#include "headwater/http.h"
#include "headwater/rule.h"
#include "headwater/store.h"
#include "service/jobs/fork_radar.h"

namespace headwater::jobs {

/// `GET /decisions/ID?lang=de`, and `GET /decisions/ID/fix.patch` with every safe fix: the page of
/// a decision about a project that was public, and is as far as is known, that names no project
/// which is not. Everything else is "no such check", in the same words.
class DecisionPages final : public HttpHandler {
 public:
  /// `forks` may be null: nothing is ever named.
  DecisionPages(Decisions& decisions, std::span<const RuleEntry* const> rules, Language language,
                ForkRadar* forks)
      : decisions_(decisions), rules_(rules), language_(language), forks_(forks) {}

  std::optional<HttpResponse> Screen(const HttpRequest& head) override;
  HttpResponse Handle(const HttpRequest& request) override;

 private:
  bool MayShow(const Decision& decision) const;
  /// The decision, if everybody may see it.
  std::optional<Decision> Shown(const DecisionId& id) const;
  std::optional<std::string> PageOf(const DecisionId& id, Language language);
  std::optional<std::string> PatchOf(const DecisionId& id) const;

  Decisions& decisions_;
  const std::span<const RuleEntry* const> rules_;
  const Language language_;
  ForkRadar* const forks_;
};

/// `/healthz` (the process answers), `/readyz` (503 while it starts or drains), `/metrics`.
class HealthPages final : public HttpHandler {
 public:
  std::optional<HttpResponse> Screen(const HttpRequest& head) override;
  HttpResponse Handle(const HttpRequest& request) override;

  void SetReady(bool ready) { ready_ = ready; }

 private:
  std::atomic<bool> ready_ = false;
};

}  // namespace headwater::jobs
