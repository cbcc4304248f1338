// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "headwater/external_rule.h"
#include "headwater/http.h"
#include "headwater/url.h"
#include "service/config/external_calls.h"

namespace headwater::jobs {

struct ExternalDeskOptions {
  /// Whom to ask for which rule, as the service's own configuration says.
  std::vector<config::ExternalCall> calls;
  std::string folder;  ///< Empty, and exists: where programs are started.
  std::stop_token stop{};
};

/// Asks programs and servers: one question, one answer, within bounds (service/docs/
/// external-rules.md). A program has no environment, no argument but those of the configuration,
/// and nothing of ours but its three pipes; a server gets no credential and leads nowhere else.
/// Thread-safe.
class ExternalDesk final : public ExternalRules {
 public:
  /// `http` is borrowed.
  ExternalDesk(ExternalDeskOptions options, HttpClient& http);

  ExternalAnswer Ask(const ExternalQuestion& question) override;

 private:
  ExternalAnswer Run(const config::ExternalCall& call, const std::string& document) const;
  ExternalAnswer Post(const config::ExternalCall& call, const std::string& document) const;

  const std::string folder_;
  const std::stop_token stop_;
  std::map<std::string, config::ExternalCall> calls_;  ///< By the rules' ids.
  HttpClient& http_;
};

/// The document that is sent. None: what is said of the change is no JSON object, which whoever
/// made it of foreign bytes may have been made to write.
std::optional<std::string> RenderExternalQuestion(const ExternalQuestion& question);

}  // namespace headwater::jobs
