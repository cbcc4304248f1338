// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/waiver.h"

#include <algorithm>

namespace headwater {
namespace {

struct ReasonNames {
  WaiverReason reason;
  Literal name;
  Literal german;
  Text text;
};

constexpr ReasonNames kReasons[] = {
    {WaiverReason::kFalsePositive, "false-positive", "fehlalarm", {"false positive", "Fehlalarm"}},
    {WaiverReason::kAcceptedRisk,
     "accepted-risk",
     "akzeptiertes-risiko",
     {"accepted risk", "akzeptiertes Risiko"}},
    {WaiverReason::kEmergency, "emergency", "notfall", {"emergency", "Notfall"}},
    {WaiverReason::kThirdParty,
     "third-party",
     "drittanbieter",
     {"code of a third party", "Code eines Drittanbieters"}},
    {WaiverReason::kLegacy, "legacy", "altbestand", {"legacy code", "Altbestand"}},
    {WaiverReason::kNotApplicable,
     "not-applicable",
     "nicht-anwendbar",
     {"does not apply here", "hier nicht anwendbar"}},
    {WaiverReason::kLicenceReviewPending,
     "licence-review-pending",
     "lizenzpruefung-laeuft",
     {"licence review under way", "Lizenzprüfung läuft"}},
    {WaiverReason::kWaitingForUpstream,
     "waiting-for-upstream",
     "wartet-auf-ursprung",
     {"waiting for the original project", "wartet auf das Ursprungsprojekt"}},
    {WaiverReason::kEmbedding, "embedding", "einbettung", {"embedding only", "reine Einbettung"}},
};

const ReasonNames& NamesOf(WaiverReason reason) {
  const auto* const found =
      std::find_if(std::begin(kReasons), std::end(kReasons),
                   [reason](const ReasonNames& names) { return names.reason == reason; });
  return found == std::end(kReasons) ? kReasons[0] : *found;
}

bool SameWord(std::string_view given, std::string_view name) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(given.begin(), given.end(), name.begin(), name.end(),
                    [&](char a, char b) { return lower(a) == b; });
}

}  // namespace

Literal NameOf(WaiverReason reason) { return NamesOf(reason).name; }

Text TextOf(WaiverReason reason) { return NamesOf(reason).text; }

std::optional<WaiverReason> WaiverReasonOf(std::string_view name) {
  for (const ReasonNames& names : kReasons) {
    if (SameWord(name, names.name.view()) || SameWord(name, names.german.view())) {
      return names.reason;
    }
  }
  return std::nullopt;
}

bool IsInForce(const Waiver& waiver, std::chrono::sys_days day) {
  return !waiver.revoked_at && day <= waiver.until;
}

bool Confirms(const Waiver& waiver, const DeclaredWaiver& entry) {
  const WaiverScope& scope = waiver.scope;
  return waiver.declared && scope.rule == entry.rule && scope.path == entry.path &&
         waiver.reason == entry.reason && waiver.until >= entry.until;
}

std::string ContentOf(const DeclaredWaiver& entry) {
  constexpr size_t kDayLength = 10;  // 2026-11-21
  std::string content = entry.rule;
  if (!entry.path.empty()) content += " in " + entry.path;
  content += " until " + FormatTime(WallTime(entry.until)).substr(0, kDayLength) + ", ";
  return content.append(NameOf(entry.reason).view());
}

std::chrono::days WaiverTerms::MaxFor(WaiverReason reason) const {
  switch (reason) {
    case WaiverReason::kFalsePositive:
      return max_false_alarm;
    case WaiverReason::kEmergency:
      return max_emergency;
    default:
      return max;
  }
}

}  // namespace headwater
