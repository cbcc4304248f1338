// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "service/index/fork_suspect.h"

namespace headwater::index {
namespace {

// Of what we share with one, so much at most stands beyond what a third one explains.
constexpr double kBeyondThird = 0.2;

bool IsTemplate(const ForkSuspect& suspect) {
  return suspect.project.role == ProjectRole::kTemplate;
}

/// What ours has from it may explain what ours shares with others.
bool Explains(const ForkSuspect& third) {
  if (IsTemplate(third) || third.project.role == ProjectRole::kCommon) return true;
  const bool source = third.fork_class == ForkClass::kDeclaredFork ||
                      third.fork_class == ForkClass::kUndeclaredFork ||
                      third.fork_class == ForkClass::kSquashedImport ||
                      third.fork_class == ForkClass::kVendoredFolder;
  return source && third.direction == ForkDirection::kWeAreDownstream && third.third.empty();
}

bool Covers(const ForkSuspect& third, const ForkSuspect& suspect) {
  const std::vector<uint32_t>& files = suspect.candidate.files;
  if (files.size() < kMinSharedContents) {  // Its lines are like ours: in the same folder?
    return !suspect.folder.empty() && suspect.folder == third.folder;
  }
  std::vector<uint32_t> beyond;
  std::ranges::set_difference(files, third.candidate.files, std::back_inserter(beyond));
  return beyond.size() < kMinSharedContents ||
         static_cast<double>(beyond.size()) <= kBeyondThird * static_cast<double>(files.size());
}

/// The nearer source first: that has more of ours; had it earlier; that we have known for longer.
auto Nearness(const ForkSuspect& suspect) {
  const size_t shared = suspect.candidate.files.size();
  const bool located = !suspect.copies.empty();
  const auto date = located ? suspect.copies.front().date : std::chrono::sys_seconds::max();
  return std::make_tuple(IsTemplate(suspect) ? 0 : 1, ~shared, date, suspect.project.first_seen,
                         suspect.project.name);
}

bool HasBase(const ForkSuspect& third, const ForkSuspect& suspect) {
  return std::ranges::binary_search(suspect.base_holders,
                                    std::make_pair(third.partition, third.project.number));
}

/// Both forks of `third`, as far as commits can tell: it is a source of ours, it has all that we
/// share with the suspect, and nothing says which of the suspect and ours was first.
bool IsSiblingBy(const ForkSuspect& third, const ForkSuspect& suspect) {
  if (third.fork_class != ForkClass::kDeclaredFork &&
      third.fork_class != ForkClass::kUndeclaredFork) {
    return false;
  }
  return third.direction == ForkDirection::kWeAreDownstream &&
         suspect.direction == ForkDirection::kUndetermined && HasBase(third, suspect) &&
         (suspect.project.url.empty() || third.project.parent != suspect.project.url);
}

void SetThird(ForkSuspect& suspect, ForkClass fork_class, const ForkSuspect& third) {
  const bool sibling = fork_class == ForkClass::kSibling;
  suspect.fork_class = fork_class;
  suspect.direction = sibling ? ForkDirection::kSibling : ForkDirection::kUndetermined;
  suspect.proof = sibling ? third.proof : ForkProof::kNone;
  suspect.third = third.project.name;
}

void ExplainByHistory(std::vector<ForkSuspect>& suspects) {
  for (ForkSuspect& suspect : suspects) {
    if (suspect.fork_class != ForkClass::kUndeclaredFork || !suspect.history) continue;
    for (const ForkSuspect& third : suspects) {
      if (&third == &suspect) continue;
      if (IsTemplate(third) && HasBase(third, suspect)) {
        SetThird(suspect, ForkClass::kTemplateDerived, third);
        break;
      }
      if (IsSiblingBy(third, suspect)) SetThird(suspect, ForkClass::kSibling, third);
    }
  }
}

bool IsFork(const ForkSuspect& suspect) {
  return suspect.fork_class == ForkClass::kDeclaredFork ||
         suspect.fork_class == ForkClass::kUndeclaredFork ||
         suspect.fork_class == ForkClass::kSibling;
}

ForkClass ClassBy(const ForkSuspect& third, const ForkSuspect& suspect) {
  if (IsTemplate(third)) return ForkClass::kTemplateDerived;
  const bool whole = suspect.fork_class == ForkClass::kSquashedImport &&
                     third.fork_class != ForkClass::kVendoredFolder;
  return whole ? ForkClass::kSibling : ForkClass::kSharedThirdParty;
}

void ExplainByContent(std::vector<ForkSuspect>& suspects) {
  std::vector<ForkSuspect*> order;
  order.reserve(suspects.size());
  for (ForkSuspect& suspect : suspects) order.push_back(&suspect);
  std::ranges::sort(order, {}, [](const ForkSuspect* one) { return Nearness(*one); });
  for (size_t at = 0; at < order.size(); ++at) {
    ForkSuspect& suspect = *order[at];
    const bool open = !IsTemplate(suspect) && !IsFork(suspect) &&
                      suspect.fork_class != ForkClass::kTemplateDerived &&
                      suspect.proof != ForkProof::kDeclared;
    if (!open) continue;
    const auto third = std::find_if(order.begin(), order.end(), [&](const ForkSuspect* other) {
      const bool before =
          IsFork(*other) || !Explains(suspect) || Nearness(*other) < Nearness(suspect);
      return other != &suspect && before && Explains(*other) && Covers(*other, suspect);
    });
    if (third != order.end()) SetThird(suspect, ClassBy(**third, suspect), **third);
  }
}

}  // namespace

void Explain(std::vector<ForkSuspect>& suspects) {
  ExplainByHistory(suspects);
  ExplainByContent(suspects);
}

}  // namespace headwater::index
