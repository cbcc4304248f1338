// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <git2.h>

#include <cstring>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "headwater/handle.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/loose_objects.h"
#include "service/git/small_contents.h"

/// \file
/// Private to service/git: the only header that shows libgit2. Everything here only reads: no
/// network, no checkout, no filter, no submodule call is used.

namespace headwater::git {

using RepositoryHandle = Handle<git_repository, git_repository_free>;
using OdbHandle = Handle<git_odb, git_odb_free>;
using OdbObjectHandle = Handle<git_odb_object, git_odb_object_free>;
using ReferenceHandle = Handle<git_reference, git_reference_free>;
using ReferenceIteratorHandle = Handle<git_reference_iterator, git_reference_iterator_free>;
using ConfigHandle = Handle<git_config, git_config_free>;
using IndexHandle = Handle<git_index, git_index_free>;
using DiffHandle = Handle<git_diff, git_diff_free>;

/// Starts the library with our settings, once per process. Thread-safe.
Status InitLibgit2();

/// Whether objects are hashed again when they are read. Process-wide.
Status VerifyHashes(bool verify);

/// The library's last error of this thread: kNotFound for what is absent, kInternal for lack of
/// memory, kContent for everything else (a repository that cannot be read as one).
Error LastError(int code, std::string_view doing);

/// Runs a libgit2 constructor `make(T** out)` and takes ownership of its result.
template <typename H, typename Make>
Result<H> Acquire(std::string_view doing, Make&& make) {
  typename H::pointer raw = nullptr;
  if (const int code = make(&raw); code != 0) return LastError(code, doing);
  return H(raw);
}

template <typename Tag>
git_oid ToOid(const ObjectId<Tag>& id) {
  git_oid oid{};
  std::memcpy(oid.id, id.bytes.data(), id.bytes.size());
  return oid;
}

template <typename Id>
Id FromOid(const git_oid& oid) {
  Id id;
  std::memcpy(id.bytes.data(), oid.id, id.bytes.size());
  return id;
}

/// What a Repository holds.
struct RepositoryState {
  RepositoryHandle repository;
  OdbHandle odb;
  LooseObjects loose;
  SmallContents contents;
  /// Commits whose parents were cut off when the repository was cloned with a depth.
  std::unordered_set<CommitId, ObjectIdHash> shallow;
  bool damaged = false;  ///< An object was there and could not be read.
};

}  // namespace headwater::git
