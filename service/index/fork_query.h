// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/fork_witness.h"
#include "headwater/forks.h"
#include "headwater/result.h"

namespace headwater::index {

/// Whom a project is compared with.
struct ForkPool {
  /// Those that everybody may read who will read the answer; nothing else is opened.
  std::vector<std::shared_ptr<ForkPartition>> partitions;
  /// Ours beside the copy of another project. kNotFound: there is no copy. Null: nobody can look.
  std::function<Result<std::unique_ptr<ForkWitness>>(const IndexedProject&)> witness;
};

/// What a project says of itself.
struct ForkSelf {
  std::string name;                   ///< In the index; it is no relation of its own.
  std::vector<std::string> declared;  ///< Addresses: isBasedOn, the fork relation, the policy.
  std::string url;                    ///< Its own, as it may stand in another one's isBasedOn.
};

/// The projects that `head` shares something with that says something, the strongest first, without
/// ForkClass::kUnrelated. Errors of the partitions; a witness that fails makes a relation `unseen`.
Result<std::vector<ForkRelation>> FindRelations(const ProjectHead& head, const ForkSelf& self,
                                                const ForkPool& pool);

/// A file of a change: the content before and after, with what tells whether it counts.
struct ChangedContent {
  Untrusted path;
  std::optional<BlobId> before;  ///< None: the change adds it.
  std::optional<BlobId> after;   ///< None: it takes it away.
  bool noise = false;            ///< As HeadFile::noise.
};

/// Sets ForkFacts::touched and ::elsewhere of facts whose relations are known. Looks up nothing but
/// the contents of the change. Errors of the partitions.
Status AddChange(std::span<const ChangedContent> change, const ForkPool& pool, ForkFacts& facts);

/// Whether what a change adds stands in a project that is none of `known`, and not `own_name`: at
/// least kMinAddedHits telling contents of one project, or half of all that the change adds. Then a
/// question about the whole of it is worth its time. Errors of the partitions.
Result<bool> AddsFromOthers(std::span<const ChangedContent> change, const std::string& own_name,
                            const ForkPool& pool, std::span<const ForkRelation> known);
inline constexpr size_t kMinAddedHits = 3;

/// The project that a sentence of FindRelations names beside the two it is about, by its name in
/// the index; none: it names no third one.
std::optional<std::string> ThirdNamedIn(const ForkEvidence& evidence);

}  // namespace headwater::index
