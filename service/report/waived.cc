// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/waived.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "service/report/level.h"
#include "service/report/times.h"

namespace headwater::report {
namespace {

constexpr Text kUntil = {"Waived until ", "Ausnahme bis "};
constexpr Text kNumber = {" (no. ", " (Nr. "};
constexpr Text kGrantedByGroup = {"Granted by the group ", "Erteilt von der Gruppe "};
constexpr Text kGrantedByMaintainer = {"Granted by maintainers",
                                       "Erteilt aus der Rolle Maintainer"};
constexpr Text kGrantedByOwner = {"Granted by owners", "Erteilt aus der Rolle Owner"};
constexpr Text kGrantedByOperator = {"Granted by those who run the platform",
                                     "Erteilt vom Betrieb der Plattform"};
constexpr Text kGrantedBy = {"Granted by ", "Erteilt von "};
constexpr Text kBound = {", bound to this state: the next push ends it",
                         ", gebunden an diesen Stand: der nächste Push beendet sie"};
constexpr Text kOn = {" on ", " am "};
constexpr Text kReason = {", reason: ", ", Grund: "};
constexpr Text kOnOwn = {", for the giver's own change", ", für die eigene Änderung"};
constexpr Text kAsWritten = {
    "Written in .headwater.yml and confirmed by nobody here, reason: ",
    "Steht in .headwater.yml und ist hier von niemandem bestätigt, Grund: "};

constexpr std::string_view kGroupRole = "group ";

/// Two digits.
template <Sink kSink>
void Pad(unsigned number, Out<kSink>& out) {
  constexpr unsigned kTen = 10;
  if (number < kTen) out << "0";
  out << number;
}

/// A role comes from the store: only words that are ours stand as text.
template <Sink kSink>
Out<kSink> Granter(std::string_view role, Language language) {
  Out<kSink> out;
  if (role == "maintainer") return std::move(out << kGrantedByMaintainer.In(language));
  if (role == "owner") return std::move(out << kGrantedByOwner.In(language));
  if (role == kOperatorRole) return std::move(out << kGrantedByOperator.In(language));
  if (!role.starts_with(kGroupRole)) {
    return std::move(out << kGrantedBy.In(language) << Untrusted(std::string(role)));
  }
  return std::move(out << kGrantedByGroup.In(language)
                       << Untrusted(std::string(role.substr(kGroupRole.size()))));
}

}  // namespace

std::vector<WaivedPart> WaivedParts(const Report& report, const RuleResult& rule) {
  std::vector<WaivedPart> all(report.waivers.size());
  for (size_t i = 0; i < all.size(); ++i) all[i].waiver = &report.waivers[i];
  for (const Finding& finding : rule.answer.findings) {
    if (finding.waiver && *finding.waiver < all.size()) ++all[*finding.waiver].findings;
  }
  std::erase_if(all, [](const WaivedPart& part) { return part.findings == 0; });
  return all;
}

uint64_t CountWaived(const Report& report) {
  const auto count = std::ranges::count_if(report.rules, [](const RuleResult& rule) {
    const bool any = std::ranges::any_of(
        rule.answer.findings, [](const Finding& finding) { return finding.waiver.has_value(); });
    return any && LevelOf(rule.effective_mode) != Level::kObserved;
  });
  return static_cast<uint64_t>(count);
}

template <Sink kSink>
Out<kSink> RenderDay(std::chrono::sys_days day, Language language) {
  const std::chrono::year_month_day date(day);
  const auto number = static_cast<unsigned>(date.day());
  const auto month = static_cast<unsigned>(date.month());
  Out<kSink> out;
  if (language == Language::kEnglish) {
    out << number << " " << MonthName(month).en << " " << static_cast<int>(date.year());
    return out;
  }
  Pad(number, out);
  out << ".";
  Pad(month, out);
  out << "." << static_cast<int>(date.year());
  return out;
}

template <Sink kSink>
Out<kSink> RenderWaived(const Waiver& waiver, Language language) {
  Out<kSink> out;
  out << kUntil.In(language) << RenderDay<kSink>(waiver.until, language);
  if (waiver.number != 0) out << kNumber.In(language) << waiver.number << ")";
  if (waiver.scope.head) out << kBound.In(language);
  return out;
}

template <Sink kSink>
Out<kSink> RenderGrant(const Waiver& waiver, Language language) {
  const Literal reason = TextOf(waiver.reason).In(language);
  Out<kSink> out;
  if (waiver.number == 0) return std::move(out << kAsWritten.In(language) << reason << ".");
  const auto given = std::chrono::floor<std::chrono::days>(waiver.given_at);
  out << Granter<kSink>(waiver.role, language) << kOn.In(language)
      << RenderDay<kSink>(given, language);
  if (waiver.on_own) out << kOnOwn.In(language);
  return std::move(out << kReason.In(language) << reason << ".");
}

template Out<Sink::kTerminal> RenderDay(std::chrono::sys_days, Language);
template Out<Sink::kMarkdown> RenderDay(std::chrono::sys_days, Language);
template Out<Sink::kXml> RenderDay(std::chrono::sys_days, Language);
template Out<Sink::kTerminal> RenderWaived(const Waiver&, Language);
template Out<Sink::kMarkdown> RenderWaived(const Waiver&, Language);
template Out<Sink::kXml> RenderWaived(const Waiver&, Language);
template Out<Sink::kTerminal> RenderGrant(const Waiver&, Language);
template Out<Sink::kMarkdown> RenderGrant(const Waiver&, Language);
template Out<Sink::kXml> RenderGrant(const Waiver&, Language);

}  // namespace headwater::report
