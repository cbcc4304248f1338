// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "headwater/fork_witness.h"
#include "headwater/ids.h"
#include "headwater/untrusted.h"

/// \file
/// How a project belongs together with others, as it is told to people.

namespace headwater {

enum class ForkClass {
  kDeclaredFork,      ///< Shared history, and the project says so.
  kUndeclaredFork,    ///< Shared history, and it does not.
  kSibling,           ///< Both come from a third one.
  kSquashedImport,    ///< The whole content without the history.
  kVendoredFolder,    ///< A folder of the one is (a version of) the other.
  kSharedThirdParty,  ///< Both carry the same third thing along.
  kTemplateDerived,   ///< Both, or one of them, were begun from a template.
  kUnrelated,         ///< What they share says nothing.
};

/// As written in reports: `declared-fork`, `undeclared-fork`, `sibling`, `squashed-import`,
/// `vendored-directory`, `shared-third-party`, `template-derived`, `unrelated`.
Literal NameOf(ForkClass fork_class);

enum class ForkDirection { kWeAreDownstream, kWeAreUpstream, kSibling, kUndetermined };

/// `we-are-downstream`, `we-are-upstream`, `sibling`, `undetermined`.
Literal NameOf(ForkDirection direction);

/// What a direction, or a class, rests on, the strongest first.
enum class ForkProof {
  kDeclared,    ///< One of them says so: the platform's fork relation, isBasedOn, the policy.
  kSyncMerges,  ///< Merges of the one pull in the other.
  kMainline,    ///< Where they part lies on the first-parent line of one of them only.
  kFolder,      ///< The whole of the one stands in a folder of the other.
  kFirstSeen,   ///< More than three quarters of what they share the one had first.
  kNone,
};

/// `declared`, `sync-merges`, `mainline`, `folder`, `first-seen`, `none`.
Literal NameOf(ForkProof proof);

/// How much the two share. Shares are of ours: of the rarity-weighted contents, of the line keys.
struct SharedContent {
  uint64_t commits = 0;
  uint64_t trees = 0;
  uint64_t blobs = 0;
  double blob_share = 0;
  double line_share = 0;   ///< In the version of theirs that has most of them.
  Untrusted line_version;  ///< That one; empty: their tip.
};

/// A folder of ours that speaks for the relation.
struct SharedFolder {
  Untrusted path;       ///< Empty: the root.
  uint64_t shared = 0;  ///< Files with contents of theirs.
  uint64_t files = 0;   ///< All that count.
};
inline constexpr size_t kMaxSharedFolders = 3;

/// A sentence for a person who wants to check it, in a fixed wording with what was found; English.
struct ForkEvidence {
  ForkProof proof = ForkProof::kNone;
  Untrusted text;
};

struct ForkRelation {
  Untrusted project;  ///< Its name.
  Untrusted url;      ///< Empty: it has none that people can open.
  ForkClass fork_class = ForkClass::kUnrelated;
  ForkDirection direction = ForkDirection::kUndetermined;
  ForkProof direction_proof = ForkProof::kNone;
  SharedContent shared;
  std::optional<SharedHistory> history;  ///< None: no shared commit, or no copy to look at.
  std::vector<LocatedCopy> copies;       ///< Of vendored folders and squashed imports.
  std::vector<SharedFolder> folders;     ///< The strongest, at most kMaxSharedFolders.
  std::vector<ForkEvidence> evidence;
  /// Its repository was not at hand: versions, distances and the direction are not known, which is
  /// not the same as "none".
  bool unseen = false;
};

/// A file of a change that belongs to a relation.
struct TouchedFile {
  size_t relation = 0;  ///< Index into ForkFacts::relations.
  Untrusted path;
  bool added = false;  ///< New in this change, with their content; else theirs before, edited now.
};

/// A change that another project of the family has made already.
struct ElsewhereChange {
  size_t relation = 0;
  std::vector<Untrusted> paths;  ///< Whose new content it has, and had not before.
  uint64_t files = 0;            ///< All that the change edits and that count.
};

/// A project with the same task, going by what both publiccode.yml say.
struct SimilarProject {
  Untrusted name;
  Untrusted url;
  Untrusted description;        ///< One line of it.
  std::vector<Untrusted> keys;  ///< Numbers of administrative services (LeiKa, OZG) that both name.
  std::vector<Untrusted> categories;
  double words = 0;  ///< How alike names and descriptions are, 0 to 1.
};

/// Why nobody could look; words of the evaluator's protocol.
inline constexpr Literal kForksUnderWay = "under-way";       ///< Being indexed for the first time.
inline constexpr Literal kForksUnreachable = "unreachable";  ///< The index did not answer.
inline constexpr Literal kForksTooLarge = "too-large";       ///< The project is beyond its bounds.
inline constexpr std::array kForkGaps = {kForksUnderWay, kForksUnreachable, kForksTooLarge};

/// What rules are told. Only what every reader of the project may read is in here.
struct ForkFacts {
  std::vector<ForkRelation> relations;  ///< Without kUnrelated; the strongest first.
  std::vector<TouchedFile> touched;
  std::vector<ElsewhereChange> elsewhere;
  std::vector<SimilarProject> similar;  ///< The most alike first.
  /// Names of projects that somebody entitled has said this is no fork of.
  std::vector<Untrusted> answered;
  /// This person has been told where these files come from, not long ago.
  bool told = false;
  bool first_look = false;  ///< The project's first push, or its first publiccode.yml.
  Literal unknown_because;  ///< One of kForkGaps; empty: somebody looked.
};

}  // namespace headwater
