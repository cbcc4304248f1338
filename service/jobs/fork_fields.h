// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <concepts>
#include <type_traits>

#include "headwater/fork_index.h"
#include "headwater/forks.h"
#include "service/jobs/fork_facts_json.h"

/// \file
/// The members of the objects in `facts.forks`, each named once, for who reads and who writes them
/// (fork_json_reader.h, fork_json_writer.h):
/// `EachMember(object, visit)` calls `visit(name, member)`, for lists `visit(name, list, most)`.

namespace headwater::jobs {

/// T, or const T.
template <typename Given, typename T>
concept Of = std::same_as<std::remove_const_t<Given>, T>;

template <typename Visit>
void EachMember(Of<SharedContent> auto& shared, Visit& visit) {
  visit("commits", shared.commits);
  visit("trees", shared.trees);
  visit("blobs", shared.blobs);
  visit("blob_share", shared.blob_share);
  visit("line_share", shared.line_share);
  visit("line_version", shared.line_version);
}

template <typename Visit>
void EachMember(Of<SharedHistory> auto& history, Visit& visit) {
  visit("shared", history.shared);
  visit("ahead", history.ahead);
  visit("behind", history.behind);
  visit("base", history.base);
  visit("base_date", history.base_date);
  visit("base_on_our_mainline", history.base_on_our_mainline);
  visit("base_on_their_mainline", history.base_on_their_mainline);
  visit("our_syncs", history.our_syncs);
  visit("their_syncs", history.their_syncs);
  visit("kept_by_us", history.kept_by_us);
  visit("kept_by_them", history.kept_by_them);
}

template <typename Visit>
void EachMember(Of<LocatedCopy> auto& copy, Visit& visit) {
  visit("folder", copy.folder);
  visit("their_folder", copy.their_folder);
  visit("nearest", copy.nearest);
  visit("date", copy.date);
  visit("version", copy.version);
  visit("after_version", copy.after_version);
  visit("same", copy.same);
  visit("edited", copy.edited);
  visit("added", copy.added);
  visit("left_out", copy.left_out);
  visit("behind", copy.behind);
  visit("edited_paths", copy.edited_paths, kMaxNamedPaths);
}

template <typename Visit>
void EachMember(Of<SharedFolder> auto& folder, Visit& visit) {
  visit("path", folder.path);
  visit("shared", folder.shared);
  visit("files", folder.files);
}

template <typename Visit>
void EachMember(Of<ForkEvidence> auto& evidence, Visit& visit) {
  visit("proof", evidence.proof);
  visit("text", evidence.text);
}

template <typename Visit>
void EachMember(Of<ForkRelation> auto& relation, Visit& visit) {
  visit("project", relation.project);
  visit("url", relation.url);
  visit("class", relation.fork_class);
  visit("direction", relation.direction);
  visit("direction_proof", relation.direction_proof);
  visit("shared", relation.shared);
  visit("history", relation.history);
  visit("copies", relation.copies, kMaxForkItems);
  visit("folders", relation.folders, kMaxSharedFolders);
  visit("evidence", relation.evidence, kMaxForkItems);
  visit("unseen", relation.unseen);
}

template <typename Visit>
void EachMember(Of<TouchedFile> auto& file, Visit& visit) {
  visit("relation", file.relation);
  visit("path", file.path);
  visit("added", file.added);
}

template <typename Visit>
void EachMember(Of<ElsewhereChange> auto& change, Visit& visit) {
  visit("relation", change.relation);
  visit("paths", change.paths, kMaxForkPaths);
  visit("files", change.files);
}

template <typename Visit>
void EachMember(Of<SimilarProject> auto& similar, Visit& visit) {
  visit("name", similar.name);
  visit("url", similar.url);
  visit("description", similar.description);
  visit("keys", similar.keys, kMaxForkItems);
  visit("categories", similar.categories, kMaxForkItems);
  visit("words", similar.words);
}

template <typename Visit>
void EachMember(Of<ForkFacts> auto& facts, Visit& visit) {
  visit("relations", facts.relations, kMaxForkRelations);
  visit("touched", facts.touched, kMaxForkPaths);
  visit("elsewhere", facts.elsewhere, kMaxForkRelations);
  visit("similar", facts.similar, kMaxForkItems);
  visit("answered", facts.answered, kMaxForkPaths);
  visit("told", facts.told);
  visit("first_look", facts.first_look);
  visit("unknown_because", facts.unknown_because);
}

/// Every value of an enumeration that stands in the facts, by NameOf.
template <typename Enum>
inline constexpr auto kAllOf = nullptr;
template <>
inline constexpr std::array kAllOf<ProjectRole> = {ProjectRole::kProject, ProjectRole::kTemplate,
                                                   ProjectRole::kCommon};
template <>
inline constexpr std::array kAllOf<ForkClass> = {
    ForkClass::kDeclaredFork,    ForkClass::kUndeclaredFork, ForkClass::kSibling,
    ForkClass::kSquashedImport,  ForkClass::kVendoredFolder, ForkClass::kSharedThirdParty,
    ForkClass::kTemplateDerived, ForkClass::kUnrelated,
};
template <>
inline constexpr std::array kAllOf<ForkDirection> = {
    ForkDirection::kWeAreDownstream,
    ForkDirection::kWeAreUpstream,
    ForkDirection::kSibling,
    ForkDirection::kUndetermined,
};
template <>
inline constexpr std::array kAllOf<ForkProof> = {
    ForkProof::kDeclared, ForkProof::kSyncMerges, ForkProof::kMainline,
    ForkProof::kFolder,   ForkProof::kFirstSeen,  ForkProof::kNone,
};

}  // namespace headwater::jobs
