// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/engine/waivers.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "headwater/glob.h"
#include "service/engine/outcome.h"

namespace headwater::engine {
namespace {

/// "1.12.0" by its numbers.
std::vector<uint32_t> VersionOf(std::string_view text) {
  std::vector<uint32_t> numbers;
  while (!text.empty()) {
    uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return numbers;
    numbers.push_back(number);
    text.remove_prefix(static_cast<size_t>(end - text.data()));
    if (!text.starts_with('.')) return numbers;
    text.remove_prefix(1);
  }
  return numbers;
}

/// A false alarm is one as long as the rule judges as it did.
bool IsOutdated(const Waiver& waiver, const RuleInfo& rule) {
  return waiver.reason == WaiverReason::kFalsePositive && !waiver.engine.empty() &&
         VersionOf(waiver.engine) < VersionOf(rule.since.view());
}

const DeclaredWaiver* EntryFor(const Waiver& waiver, const Report& report) {
  const auto at =
      std::find_if(report.declared.begin(), report.declared.end(),
                   [&waiver](const DeclaredWaiver& entry) { return Confirms(waiver, entry); });
  return at == report.declared.end() ? nullptr : &*at;
}

/// The waiver as it counts here, if it does.
std::optional<Waiver> InForce(const Waiver& waiver, const WaiverPlace& place,
                              const Report& report) {
  const WaiverScope& scope = waiver.scope;
  const bool is_here =
      (!scope.iid || scope.iid == place.iid) && (!scope.head || *scope.head == place.head);
  if (!is_here) return std::nullopt;
  Waiver counting = waiver;
  if (waiver.declared) {
    const DeclaredWaiver* entry = EntryFor(waiver, report);
    if (entry == nullptr) return std::nullopt;
    counting.until = entry->until;
  }
  if (!IsInForce(counting, place.as_of)) return std::nullopt;
  return counting;
}

bool HasWildcard(std::string_view glob) {
  return glob.find_first_of("*?") != std::string_view::npos || glob.ends_with('/') ||
         glob.starts_with('/');
}

/// The waivers of one rule, by what they name. Positions are those in the list of all; the smaller
/// one is preferred.
class RuleWaivers {
 public:
  void Add(const Waiver& waiver, size_t position) {
    const WaiverScope& scope = waiver.scope;
    if (!scope.fingerprint.empty()) {
      by_fingerprint_.emplace(scope.fingerprint, Named{position, GlobOf(scope.path)});
    } else if (scope.path.empty()) {
      whole_ = std::min(whole_.value_or(position), position);
    } else if (!HasWildcard(scope.path)) {
      by_path_.emplace(scope.path, position);
    } else {
      globs_.push_back({position, GlobOf(scope.path)});
    }
  }

  /// The one for every finding, those that were only counted included.
  std::optional<size_t> whole() const { return whole_; }

  std::optional<size_t> Find(const Finding& finding) const {
    std::optional<size_t> best = whole_;
    const auto consider = [&best](size_t position) {
      best = std::min(best.value_or(position), position);
    };
    const auto [begin, end] = by_fingerprint_.equal_range(finding.waiver_fingerprint);
    for (auto at = begin; at != end; ++at) {
      if (!at->second.glob || Matches(*at->second.glob, finding)) consider(at->second.position);
    }
    if (finding.path.empty()) return best;
    const auto exact = by_path_.find(finding.path.bytes());
    if (exact != by_path_.end()) consider(exact->second);
    for (const Named& named : globs_) {
      if (best && *best < named.position) break;  // They are in order.
      if (named.glob && Matches(*named.glob, finding)) consider(named.position);
    }
    return best;
  }

 private:
  struct Named {
    size_t position = 0;
    std::optional<GlobSet> glob;  ///< None: no path is named, or none that could be.
  };

  static std::optional<GlobSet> GlobOf(const std::string& path) {
    if (path.empty()) return std::nullopt;
    Result<GlobSet> glob = GlobSet::Make({path});
    return glob.ok() ? std::optional(std::move(glob).value()) : std::optional(GlobSet());
  }
  static bool Matches(const GlobSet& glob, const Finding& finding) {
    return !finding.path.empty() && glob.Matches(finding.path.bytes());
  }

  std::optional<size_t> whole_;
  std::unordered_multimap<std::string, Named> by_fingerprint_;
  std::unordered_map<std::string, size_t> by_path_;  ///< The first of each counts.
  std::vector<Named> globs_;
};

/// What asks for a confirmation is answered by the confirmation.
std::optional<size_t> FindConfirmation(const Finding& finding,
                                       const std::map<std::string, size_t>& confirmations) {
  for (const auto& [name, value] : finding.message.args) {
    if (name != kEntryArgument) continue;
    const auto at = confirmations.find(value.bytes());
    if (at != confirmations.end()) return at->second;
  }
  return std::nullopt;
}

/// Applies waivers to one report.
class Application {
 public:
  Application(std::span<const Waiver> waivers, const WaiverPlace& place, Report& report)
      : report_(report) {
    for (const Waiver& waiver : waivers) {
      // A confirmation answers the change that adds the entry, where the target has none yet.
      if (waiver.declared && IsInForce(waiver, place.as_of)) confirming_.push_back(waiver);
      std::optional<Waiver> counting = InForce(waiver, place, report);
      if (counting) waivers_.push_back(std::move(*counting));
    }
    std::stable_sort(waivers_.begin(), waivers_.end(),
                     [](const Waiver& a, const Waiver& b) { return a.until > b.until; });
    for (const Waiver& waiver : confirming_) {
      const DeclaredWaiver entry{.rule = waiver.scope.rule,
                                 .path = waiver.scope.path,
                                 .reason = waiver.reason,
                                 .text = {},
                                 .until = waiver.until};
      confirmations_.emplace(ContentOf(entry), waivers_.size());
      waivers_.push_back(waiver);
    }
  }

  void Run() {
    for (RuleResult& result : report_.rules) ApplyTo(result);
    SumUp(report_);
  }

 private:
  /// Those that may be used for this rule; a confirmation of an entry of the target is both.
  RuleWaivers IndexFor(const RuleInfo& rule) const {
    RuleWaivers index;
    for (size_t i = 0; i < waivers_.size() - confirming_.size(); ++i) {
      const Waiver& waiver = waivers_[i];
      const bool is_named = waiver.scope.rule == rule.id.view() || waiver.scope.rule == kEveryRule;
      if (is_named && !IsOutdated(waiver, rule)) index.Add(waiver, i);
    }
    return index;
  }

  void ApplyTo(RuleResult& result) {
    RuleAnswer& answer = result.answer;
    if (answer.findings.empty() && answer.more_findings == 0) return;
    const RuleWaivers index = IndexFor(*result.info);
    const bool asks = result.info->id.view() == kWaiverAddedRule;
    bool all = answer.more_findings == 0 || index.whole().has_value();
    bool any = false;
    for (Finding& finding : answer.findings) {
      std::optional<size_t> found = index.Find(finding);
      if (!found && asks) found = FindConfirmation(finding, confirmations_);
      if (found) finding.waiver = Use(*found);
      any = any || found.has_value();
      all = all && (found.has_value() || finding.advisory);
    }
    if (!any || !all || answer.verdict != Verdict::kFail) return;
    const bool holding = answer.reason.has_value() ||
                         std::any_of(answer.unchecked.begin(), answer.unchecked.end(),
                                     [](const Unchecked& file) { return !file.advisory; });
    if (holding) {
      answer.verdict = Verdict::kUnknown;
    } else {
      result.waived = true;
    }
  }

  /// Its place among those that the report keeps.
  size_t Use(size_t position) {
    const auto [at, added] = used_.emplace(position, report_.waivers.size());
    if (added) report_.waivers.push_back(waivers_[position]);
    return at->second;
  }

  Report& report_;
  std::vector<Waiver> waivers_;     ///< The longest first; then those of `confirming_`.
  std::vector<Waiver> confirming_;  ///< Of entries, whether or not the target has them.
  std::map<std::string, size_t> confirmations_;  ///< By content.
  std::map<size_t, size_t> used_;
};

}  // namespace

void ApplyWaivers(std::span<const Waiver> waivers, const WaiverPlace& place, Report& report) {
  if (waivers.empty() || report.problem) return;
  Application(waivers, place, report).Run();
}

}  // namespace headwater::engine
