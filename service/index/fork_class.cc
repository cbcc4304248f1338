// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <tuple>
#include <utility>

#include "service/index/fork_suspect.h"

namespace headwater::index {
namespace {

// A history that was merged into a folder leaves hardly any of its paths at the root; a fork that
// was rebuilt from the ground still has its base on its own first-parent line.
constexpr double kSubtreeKept = 0.2;
// A template is begun from: what those who did so share stays small, in commits and files.
constexpr uint64_t kTemplateCommits = 10;
constexpr uint64_t kTemplateFiles = 30;
// Merges that pull in the other's commits: one alone may be a contribution that was sent back.
constexpr uint64_t kMinSyncs = 2;
constexpr uint64_t kMinDates = 3;

bool IsMainOfOurs(const SharedHistory& history) {
  return history.base && (history.base_on_our_mainline || history.kept_by_us >= kSubtreeKept);
}

bool IsMainOfTheirs(const SharedHistory& history) {
  return history.base && (history.base_on_their_mainline || history.kept_by_them >= kSubtreeKept);
}

/// Where the shared part stands, in ours and in theirs.
enum class Place {
  kSame,         ///< At both roots, or under the same path.
  kOurFolder,    ///< In a folder of ours, which is the whole of theirs.
  kTheirFolder,  ///< The other way round.
  kBothFolders,  ///< In different folders.
  kOthers,       ///< In folders of both for what comes from others.
};

Place PlaceOf(const ForkSuspect& suspect) {
  const bool at_our_root = suspect.folder.empty();
  if (suspect.copies.empty()) {
    // Of other line ends or edited throughout: then lines tell whether it is all of theirs.
    const bool whole = suspect.unseen || suspect.signals.lines.their_share >= kFolderShare;
    if (at_our_root) return Place::kSame;
    return whole ? Place::kOurFolder : Place::kBothFolders;
  }
  const LocatedCopy& copy = suspect.copies.front();
  const std::string& ours = copy.folder.bytes();
  const std::string& theirs = copy.their_folder.bytes();
  if (IsVendorPath(theirs)) return ours.empty() ? Place::kTheirFolder : Place::kOthers;
  if (ours == theirs) return Place::kSame;
  if (theirs.empty()) return Place::kOurFolder;
  return ours.empty() ? Place::kTheirFolder : Place::kBothFolders;
}

bool IsFromTemplate(const ForkSuspect& suspect) {
  if (suspect.we_are_template || suspect.project.role == ProjectRole::kTemplate) return true;
  const size_t files = suspect.candidate.files.size();
  const bool small = files <= kTemplateFiles;
  if (SharesMainHistory(suspect)) {
    return small && suspect.history->shared <= kTemplateCommits &&
           suspect.base_holders.size() >= kTemplateProjects;
  }
  const bool general = files > 0 && suspect.signals.general * 2 >= files;
  return general && PlaceOf(suspect) == Place::kSame &&
         (small || suspect.signals.ImportShare() < kImportShare);
}

ForkClass ClassByHistory(const ForkSuspect& suspect) {
  const SharedHistory& history = *suspect.history;
  const bool declared = suspect.we_declare || suspect.they_declare;
  if (declared) return ForkClass::kDeclaredFork;
  const bool apart = !history.base_on_our_mainline && !history.base_on_their_mainline;
  const bool pulled = IsDecided(history.our_syncs, history.their_syncs, kMinSyncs);
  if (suspect.same_parent || (apart && !pulled)) return ForkClass::kSibling;
  return ForkClass::kUndeclaredFork;
}

/// One had it first: it did not come to both from elsewhere.
bool HasFirst(const ForkSuspect& suspect) {
  return suspect.dates && IsDecided(suspect.dates->ours, suspect.dates->theirs, kMinDates);
}

ForkClass ClassByContent(const ForkSuspect& suspect) {
  const bool import = suspect.signals.ImportShare() >= kImportShare;
  const ForkClass part =
      HasFirst(suspect) ? ForkClass::kVendoredFolder : ForkClass::kSharedThirdParty;
  switch (PlaceOf(suspect)) {
    case Place::kSame:
      // Parts of what stands at the root of both are what projects are begun with.
      if (!import && suspect.signals.at_root) return ForkClass::kSharedThirdParty;
      return import ? ForkClass::kSquashedImport : part;
    case Place::kOurFolder:
    case Place::kTheirFolder:
      return ForkClass::kVendoredFolder;
    case Place::kBothFolders:
      return IsVendorPath(suspect.folder) ? ForkClass::kVendoredFolder : part;
    case Place::kOthers:
      break;
  }
  return ForkClass::kSharedThirdParty;
}

/// Nobody has looked: the keys alone.
ForkClass ClassUnseen(const ForkSuspect& suspect) {
  const bool import = suspect.signals.ImportShare() >= kImportShare;
  const bool in_folder = !suspect.folder.empty() && !import;
  if (suspect.candidate.commits == 0 || in_folder) return ClassByContent(suspect);
  if (suspect.we_declare || suspect.they_declare) return ForkClass::kDeclaredFork;
  return suspect.same_parent ? ForkClass::kSibling : ForkClass::kUndeclaredFork;
}

using Verdict = std::pair<ForkDirection, ForkProof>;
constexpr Verdict kNobodyKnows = {ForkDirection::kUndetermined, ForkProof::kNone};

Verdict Downstream(bool we_are, ForkProof proof) {
  return {we_are ? ForkDirection::kWeAreDownstream : ForkDirection::kWeAreUpstream, proof};
}

Verdict DirectByHistory(const SharedHistory& history) {
  if (IsDecided(history.our_syncs, history.their_syncs, kMinSyncs)) {
    return Downstream(history.our_syncs > history.their_syncs, ForkProof::kSyncMerges);
  }
  if (history.base_on_our_mainline != history.base_on_their_mainline) {
    return Downstream(history.base_on_their_mainline, ForkProof::kMainline);
  }
  return kNobodyKnows;
}

/// All of theirs, or nearly so, stands in our folder.
bool IsWhole(const ForkSuspect& suspect) {
  if (suspect.copies.empty()) return suspect.signals.lines.their_share >= kFolderShare;
  const LocatedCopy& copy = suspect.copies.front();
  return copy.same + copy.edited >= copy.left_out;
}

/// The whole of the one in a folder of the other.
Verdict DirectByFolder(const ForkSuspect& suspect) {
  if (suspect.history && IsSubtreeOfOurs(*suspect.history)) {
    return Downstream(true, ForkProof::kFolder);
  }
  if (suspect.history && IsSubtreeOfTheirs(*suspect.history)) {
    return Downstream(false, ForkProof::kFolder);
  }
  const Place place = PlaceOf(suspect);
  if (place == Place::kOurFolder && IsWhole(suspect)) return Downstream(true, ForkProof::kFolder);
  if (place == Place::kTheirFolder && suspect.signals.plain_share >= kImportShare) {
    return Downstream(false, ForkProof::kFolder);
  }
  return kNobodyKnows;
}

Verdict DirectByContent(const ForkSuspect& suspect) {
  const Verdict folder = DirectByFolder(suspect);
  if (folder != kNobodyKnows) return folder;
  if (!HasFirst(suspect)) return kNobodyKnows;
  return Downstream(suspect.dates->theirs > suspect.dates->ours, ForkProof::kFirstSeen);
}

}  // namespace

bool IsDecided(uint64_t ours, uint64_t theirs, uint64_t fewest) {
  const uint64_t all = ours + theirs;
  return all >= fewest &&
         static_cast<double>(std::max(ours, theirs)) > kDecisiveShare * static_cast<double>(all);
}

bool IsSubtreeOfOurs(const SharedHistory& history) {
  return !IsMainOfOurs(history) && IsMainOfTheirs(history);
}

bool IsSubtreeOfTheirs(const SharedHistory& history) {
  return IsMainOfOurs(history) && !IsMainOfTheirs(history);
}

bool SharesMainHistory(const ForkSuspect& suspect) {
  return suspect.history && suspect.history->base && IsMainOfOurs(*suspect.history) &&
         IsMainOfTheirs(*suspect.history);
}

bool NeedsDates(const ForkSuspect& suspect) {
  return !SharesMainHistory(suspect) && PlaceOf(suspect) != Place::kOthers &&
         DirectByFolder(suspect) == kNobodyKnows;
}

void Classify(ForkSuspect& suspect) {
  if (IsFromTemplate(suspect)) {
    suspect.fork_class = ForkClass::kTemplateDerived;
  } else if (suspect.unseen) {
    suspect.fork_class = ClassUnseen(suspect);
  } else if (SharesMainHistory(suspect)) {
    suspect.fork_class = ClassByHistory(suspect);
  } else if (suspect.history &&
             (IsSubtreeOfOurs(*suspect.history) || IsSubtreeOfTheirs(*suspect.history))) {
    suspect.fork_class = ForkClass::kVendoredFolder;
  } else if (suspect.signals.tells) {
    suspect.fork_class = ClassByContent(suspect);
  } else {
    // Commits alone, which stand in folders of both.
    suspect.fork_class = ForkClass::kSharedThirdParty;
  }
}

void Direct(ForkSuspect& suspect) {
  Verdict verdict = kNobodyKnows;
  if (suspect.fork_class == ForkClass::kTemplateDerived) {
    const bool theirs = suspect.project.role == ProjectRole::kTemplate;
    if (theirs != suspect.we_are_template) verdict = Downstream(theirs, ForkProof::kDeclared);
  } else if (suspect.fork_class == ForkClass::kSharedThirdParty) {
    verdict = kNobodyKnows;
  } else if (suspect.we_declare != suspect.they_declare) {
    verdict = Downstream(suspect.we_declare, ForkProof::kDeclared);
  } else if (suspect.fork_class == ForkClass::kSibling) {
    verdict = {ForkDirection::kSibling,
               suspect.same_parent ? ForkProof::kDeclared : ForkProof::kNone};
  } else if (!suspect.unseen) {
    verdict =
        SharesMainHistory(suspect) ? DirectByHistory(*suspect.history) : DirectByContent(suspect);
  }
  std::tie(suspect.direction, suspect.proof) = verdict;
}

}  // namespace headwater::index
