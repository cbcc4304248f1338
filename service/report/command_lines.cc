// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/command_lines.h"

#include <utility>

namespace headwater::report {
namespace {

constexpr Text kNewComment = {"A new comment with one of these lines does the rest:",
                              "Ein neuer Kommentar mit einer dieser Zeilen genügt:"};
constexpr Text kWrong = {"It is wrong here: ", "Trifft hier nicht zu: "};
constexpr Text kWrongLine = {" wrong ", " falsch "};
constexpr Text kWrongEnd = {": short reason", ": kurze Begründung"};
constexpr Text kAsk = {"It cannot be solved right now: ", "Lässt sich gerade nicht lösen: "};
constexpr Text kAskLine = {" request-waiver ", " ausnahme-anfragen "};
constexpr Text kAskEnd = {": reason", ": Grund"};
constexpr Text kGrant = {"For those who may let it pass: ", "Für alle, die es zulassen dürfen: "};
constexpr Text kGrantLine = {" waive ", " ausnahme "};
constexpr Text kGrantEnd = {" until 90d because accepted-risk: reason",
                            " bis 90d weil akzeptiertes-risiko: Begründung"};
constexpr Text kMore = {"Everything else: ", "Alles Weitere: "};
constexpr Text kHelpLine = {" help", " hilfe"};

Untrusted Line(const Untrusted& bot, Literal command, std::string_view rule, Literal end) {
  std::string line = "@" + bot.bytes();
  line += command.view();
  line += rule;
  line += end.view();
  return Untrusted(std::move(line));
}

}  // namespace

std::string ReplyMarker(std::string_view note) {
  return "<!-- headwater:reply " + std::string(note) + " -->";
}

Untrusted GrantingLine(const Untrusted& bot, std::string_view rule, Language language) {
  return Line(bot, kGrantLine.In(language), rule, kGrantEnd.In(language));
}

Out<Sink::kMarkdown> RenderCommandLines(const Untrusted& bot, Literal rule, Language language) {
  const std::string_view id = rule.view();
  Out<Sink::kMarkdown> out;
  out << kNewComment.In(language) << "\n\n- " << kWrong.In(language)
      << Line(bot, kWrongLine.In(language), id, kWrongEnd.In(language)) << "\n- "
      << kAsk.In(language) << Line(bot, kAskLine.In(language), id, kAskEnd.In(language)) << "\n- "
      << kGrant.In(language) << GrantingLine(bot, id, language) << "\n- " << kMore.In(language)
      << Line(bot, kHelpLine.In(language), "", "") << "\n\n";
  return out;
}

}  // namespace headwater::report
