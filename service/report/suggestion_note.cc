// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/suggestion_note.h"

#include "headwater/fence.h"
#include "headwater/sink.h"
#include "service/report/note_texts.h"
#include "service/report/render.h"

namespace headwater::report {

std::string SuggestionMarker(std::string_view fingerprint) {
  return "<!-- headwater:suggestion " + std::string(fingerprint) + " -->";
}

std::optional<std::string> RenderSuggestion(const RuleInfo& rule, const Finding& finding,
                                            const LineSuggestion& suggestion, Language language) {
  const uint32_t above = suggestion.lines.last - suggestion.lines.first;
  const std::optional<std::string> block =
      LiteralFence(suggestion.text, "suggestion:-" + std::to_string(above) + "+0");
  if (!block) return std::nullopt;
  Out<Sink::kMarkdown> out;
  out << "**" << texts::kRequired.In(language) << rule.title.In(language) << "** (`" << rule.id
      << "`)\n\n- " << texts::kFound.In(language) << " "
      << RenderMessage<Sink::kMarkdown>(rule, finding.message, language) << "\n- "
      << texts::kWhy.In(language) << rule.why.In(language) << "\n- " << texts::kHow.In(language)
      << texts::kApplyHere.In(language) << "\n\n";
  return SuggestionMarker(suggestion.fingerprint) + "\n" + out.text() + *block;
}

}  // namespace headwater::report
