// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "headwater/forge.h"
#include "headwater/fork_index.h"

/// \file
/// The one gate for whatever is told to the readers of one project about another one: an upstream's
/// commits, a parent's address, a project with the same content.

namespace headwater {

/// Whether readers of `audience` may see what was taken from a project that is `source`. Asked
/// before anything of it becomes a fact; what may not be shown is treated as what is not there, so
/// that nobody learns that it is.
///
/// Only what is public to all is shown, to any audience: two projects that are both private, or
/// both internal, have different readers, and nobody here knows them.
constexpr bool MayShow(Visibility source, Visibility audience) {
  switch (audience) {
    case Visibility::kPrivate:
    case Visibility::kInternal:
    case Visibility::kPublic:
      return source == Visibility::kPublic;
  }
  return false;
}

/// Who may read a project's code.
struct Readers {
  Visibility visibility = Visibility::kPrivate;  ///< ForgeProject::repository.
  int64_t group = 0;  ///< The namespace that it lies in; what its members may read.
};

/// What the operator vouches for, because no platform tells it. By default nothing: a member of one
/// internal or private project need not be allowed to read any other (guests and external users,
/// https://docs.gitlab.com/ee/administration/external_users.html).
struct SharedReading {
  bool internal = false;     ///< There are no external users: whoever reads one reads all.
  std::set<int64_t> groups;  ///< Whoever reads a private project of one of these reads all of it.
};

/// The partition of the fork index that a project stands in.
inline PartitionName PartitionOf(const Readers& project) {
  switch (project.visibility) {
    case Visibility::kPublic:
      return {"public"};
    case Visibility::kInternal:
      return {"internal"};
    case Visibility::kPrivate:
      break;
  }
  return {"group-" + std::to_string(project.group)};
}

/// What an answer may rest on that all of a project's readers can see: nothing else is opened.
inline std::vector<PartitionName> PartitionsFor(const Readers& project,
                                                const SharedReading& shared) {
  std::vector<PartitionName> names = {{"public"}};
  if (project.visibility == Visibility::kPublic) return names;
  if (shared.internal) names.push_back({"internal"});
  const bool is_shared =
      project.visibility == Visibility::kPrivate && shared.groups.contains(project.group);
  if (is_shared) names.push_back(PartitionOf(project));
  return names;
}

}  // namespace headwater
