// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/text_restrictions.h"

#include <iterator>
#include <string_view>

#include "rules/license/word_pattern.h"

namespace headwater::license {
namespace {

struct Phrase {
  std::string_view words;  // As WordPattern takes them.
  Restriction kind;
  RestrictionScope from = RestrictionScope::kUnknown;
};

constexpr auto kCondition = RestrictionScope::kCondition;
constexpr auto kSource = RestrictionScope::kSource;
constexpr auto kAddition = RestrictionScope::kAddition;

// Collected from licences and additions that are known for taking freedoms away; see the section on
// recognition in README.md. kNone: harmless, although it contains words of a phrase below it.
constexpr Phrase kPhrases[] = {
    {"commercial or noncommercial", Restriction::kNone, kCondition},
    {"commercial and noncommercial", Restriction::kNone, kCondition},
    {"commercial as well as noncommercial", Restriction::kNone, kCondition},
    {"noncommercial or commercial", Restriction::kNone, kCondition},
    {"noncommercial and commercial", Restriction::kNone, kCondition},
    {"noncommercial as well as commercial", Restriction::kNone, kCondition},
    {"commons clause", Restriction::kCompetition, kCondition},
    {"business source license", Restriction::kCompetition, kSource},
    {"functional source license", Restriction::kCompetition, kSource},
    {"server side public license", Restriction::kCompetition, kSource},
    {"elastic license", Restriction::kCompetition, kSource},
    {"confluent community license", Restriction::kCompetition, kSource},
    {"redis source available license", Restriction::kCompetition, kSource},
    {"source available license", Restriction::kCompetition, kSource},
    {"polyform", Restriction::kCompetition, kSource},
    {"does not include * right to sell", Restriction::kCompetition},
    {"not grant * right to sell", Restriction::kCompetition},
    {"competing use", Restriction::kCompetition},
    {"competing product", Restriction::kCompetition},
    {"competing service", Restriction::kCompetition},
    {"competing", Restriction::kCompetition, kAddition},
    {"competes with", Restriction::kCompetition, kAddition},
    {"compete with", Restriction::kCompetition, kAddition},
    {"competitor", Restriction::kCompetition, kAddition},
    {"competitors", Restriction::kCompetition, kAddition},
    {"hosted or managed service", Restriction::kCompetition},
    {"managed service", Restriction::kCompetition, kAddition},
    {"hosted service", Restriction::kCompetition, kAddition},
    {"as a service", Restriction::kCompetition, kAddition},
    {"production use", Restriction::kCompetition, kAddition},
    {"license key", Restriction::kCompetition, kAddition},
    {"not * sell", Restriction::kCompetition, kAddition},
    {"not * sold", Restriction::kCompetition, kAddition},
    {"attribution noncommercial", Restriction::kNonCommercial, kSource},
    {"cc by nc", Restriction::kNonCommercial, kSource},
    {"cc by nd", Restriction::kNoDerivatives, kSource},
    {"noncommercial use only", Restriction::kNonCommercial, kCondition},
    {"noncommercial purposes only", Restriction::kNonCommercial, kCondition},
    {"only for noncommercial", Restriction::kNonCommercial, kCondition},
    {"only * noncommercial", Restriction::kNonCommercial},
    {"noncommercial", Restriction::kNonCommercial, kAddition},
    {"no commercial", Restriction::kNonCommercial},
    {"not * commercial", Restriction::kNonCommercial, kAddition},
    {"not * commercially", Restriction::kNonCommercial, kAddition},
    {"not for commercial", Restriction::kNonCommercial, kCondition},
    {"commercial use * prohibited", Restriction::kNonCommercial, kCondition},
    {"commercial use * forbidden", Restriction::kNonCommercial, kCondition},
    {"commercial use * not", Restriction::kNonCommercial},
    {"commercial use * require", Restriction::kNonCommercial, kAddition},
    {"commercial use * requires", Restriction::kNonCommercial, kAddition},
    {"commercial license", Restriction::kNonCommercial, kAddition},
    {"personal use only", Restriction::kNonCommercial},
    {"private use only", Restriction::kNonCommercial},
    {"internal use only", Restriction::kNonCommercial},
    {"educational use only", Restriction::kNonCommercial},
    {"educational purposes only", Restriction::kNonCommercial},
    {"academic use only", Restriction::kNonCommercial},
    {"academic purposes only", Restriction::kNonCommercial},
    {"research use only", Restriction::kNonCommercial},
    {"research purposes only", Restriction::kNonCommercial},
    {"evaluation purposes only", Restriction::kNonCommercial},
    {"only for * research", Restriction::kNonCommercial, kAddition},
    {"only for * evaluation", Restriction::kNonCommercial, kAddition},
    {"only for * educational", Restriction::kNonCommercial, kAddition},
    {"only for * personal", Restriction::kNonCommercial, kAddition},
    {"no derivatives", Restriction::kNoDerivatives, kSource},
    {"noderivatives", Restriction::kNoDerivatives, kSource},
    {"noderivs", Restriction::kNoDerivatives, kSource},
    {"no derivative works", Restriction::kNoDerivatives, kSource},
    {"not * derivative", Restriction::kNoDerivatives, kAddition},
    {"not be modified", Restriction::kNoDerivatives, kAddition},
    {"not modify", Restriction::kNoDerivatives, kAddition},
    {"modification * prohibited", Restriction::kNoDerivatives, kAddition},
    {"reverse engineer", Restriction::kOther, kAddition},
    {"reverse engineering", Restriction::kOther, kAddition},
    {"good not evil", Restriction::kFieldOfUse},
    {"military", Restriction::kFieldOfUse, kAddition},
    {"weapon", Restriction::kFieldOfUse, kAddition},
    {"weapons", Restriction::kFieldOfUse, kAddition},
    {"weaponry", Restriction::kFieldOfUse, kAddition},
    {"warfare", Restriction::kFieldOfUse, kAddition},
    {"nuclear", Restriction::kFieldOfUse, kAddition},
    {"surveillance", Restriction::kFieldOfUse, kAddition},
    {"human rights", Restriction::kFieldOfUse, kAddition},
    {"ethical", Restriction::kFieldOfUse, kAddition},
    {"unethical", Restriction::kFieldOfUse, kAddition},
    {"evil", Restriction::kFieldOfUse, kAddition},
    {"torture", Restriction::kFieldOfUse, kAddition},
    {"animal testing", Restriction::kFieldOfUse, kAddition},
    {"fossil fuel", Restriction::kFieldOfUse, kAddition},
    {"law enforcement", Restriction::kFieldOfUse, kAddition},
    {"not be used for", Restriction::kFieldOfUse, kAddition},
    {"not be used in", Restriction::kFieldOfUse, kAddition},
    {"not be used by", Restriction::kFieldOfUse, kAddition},
    {"not be used with", Restriction::kFieldOfUse, kAddition},
    {"not use", Restriction::kFieldOfUse, kAddition},
    {"comply with section 4", Restriction::kTrademark, kAddition},
    {"no express or implied licenses", Restriction::kNoPatents},
    {"no * patent", Restriction::kNoPatents, kAddition},
    {"no * patents", Restriction::kNoPatents, kAddition},
    {"not * patent", Restriction::kNoPatents, kAddition},
    {"not * patents", Restriction::kNoPatents, kAddition},
    {"may not", Restriction::kOther, kAddition},
    {"must not", Restriction::kOther, kAddition},
    {"shall not", Restriction::kOther, kAddition},
    {"cannot", Restriction::kOther, kAddition},
    {"can not", Restriction::kOther, kAddition},
    {"not permitted", Restriction::kOther, kAddition},
    {"not allowed", Restriction::kOther, kAddition},
    {"not authorized", Restriction::kOther, kAddition},
    {"no right", Restriction::kOther, kAddition},
    {"no rights", Restriction::kOther, kAddition},
    {"no permission", Restriction::kOther, kAddition},
    {"prohibited", Restriction::kOther, kAddition},
    {"forbidden", Restriction::kOther, kAddition},
    {"excluding", Restriction::kOther, kAddition},
    {"solely", Restriction::kOther, kAddition},
    {"only", Restriction::kOther, kAddition},
};

WordPatterns MakePatterns() {
  WordPatterns patterns;
  for (const Phrase& phrase : kPhrases) patterns.Add(phrase.words);
  return patterns;
}

}  // namespace

std::optional<FoundRestriction> FindRestriction(std::span<const TextWord> words, WordSpan span,
                                                RestrictionScope scope) {
  static const WordPatterns kPatterns = MakePatterns();
  std::optional<FoundRestriction> found;
  // The table's order is one of weight: a general prohibition gives way to a named one.
  size_t best = std::size(kPhrases);
  const auto part = words.subspan(span.begin, span.size());
  for (size_t i = 0; i < part.size(); ++i) {
    if (!kPatterns.MayStartAt(part[i])) continue;
    for (size_t j = 0; j < std::size(kPhrases); ++j) {
      if (kPhrases[j].from > scope) continue;
      const size_t covered = kPatterns.patterns()[j].Covers(part.subspan(i));
      if (covered == 0) continue;
      if (kPhrases[j].kind == Restriction::kNone) {
        i += covered - 1;
      } else if (j < best) {
        best = j;
        found = {kPhrases[j].kind, {part[i].line, part[i + covered - 1].line}};
      }
      break;
    }
  }
  return found;
}

}  // namespace headwater::license
