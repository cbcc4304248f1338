// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/app.h"

#include <string>
#include <utility>
#include <variant>

#include "headwater/registry.h"
#include "service/cli/command_line.h"
#include "service/config/effective_policy.h"
#include "service/jobs/check.h"
#include "service/jobs/evaluate.h"
#include "service/report/catalogue.h"

namespace headwater {
namespace {

/// One overload for each command.
struct Runner {
  const config::Shipped shipped{AllRules(), ShippedRuleSets()};
  std::istream& in;

  CommandResult operator()(const CheckRequest& request) const {
    return jobs::Check(request, shipped);
  }
  CommandResult operator()(const cli::RulesRequest& request) const {
    return {Catalogue(request.format), "", 0};
  }
  CommandResult operator()(const cli::EvaluateRequest& /*request*/) const {
    return jobs::EvaluateStream(in, shipped);
  }

  std::string Catalogue(RulesFormat format) const {
    switch (format) {
      case RulesFormat::kText:
        return report::RenderCatalogueText(shipped.rules, Language::kEnglish);
      case RulesFormat::kMarkdown:
        return report::RenderCatalogueMarkdown(shipped.rules);
      case RulesFormat::kJson:
        return report::RenderCatalogueJson(shipped.rules);
    }
    return "";
  }
};

}  // namespace

CommandResult RunApp(std::span<char* const> arguments, std::istream& in,
                     std::chrono::sys_days today) {
  auto parsed = cli::ParseCommandLine(arguments, today);
  if (auto* done = std::get_if<CommandResult>(&parsed)) return std::move(*done);
  return std::visit(Runner{.in = in}, std::get<cli::Command>(parsed));
}

}  // namespace headwater
