// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/dump.h"

#include <nlohmann/json.hpp>

#include "headwater/sink.h"
#include "service/report/render.h"

namespace headwater::report {
namespace {

constexpr int kIndent = 2;

bool IsValidUtf8(const Untrusted& text) { return ToValidUtf8(text) == text.bytes(); }

}  // namespace

std::string Dump(const nlohmann::ordered_json& document) {
  return document.dump(kIndent, ' ', /*ensure_ascii=*/true,
                       nlohmann::ordered_json::error_handler_t::replace) +
         '\n';
}

std::string MessageLine(const RuleInfo& rule, const Message& message, Language language) {
  return RenderMessage<Sink::kTerminal>(rule, message, language).text();
}

std::string ReasonLine(const RuleResult& result, Language language) {
  return RenderReason<Sink::kTerminal>(result, language).text();
}

const Fix* ExactFix(const Finding& finding) {
  if (!finding.fix.has_value()) return nullptr;
  const Fix& fix = *finding.fix;
  return IsValidUtf8(fix.path) && IsValidUtf8(fix.text) ? &fix : nullptr;
}

}  // namespace headwater::report
