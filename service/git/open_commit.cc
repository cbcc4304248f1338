// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/git/open_commit.h"

#include <utility>
#include <vector>

#include "service/git/commit_view.h"
#include "service/git/tree_store.h"

namespace headwater::git {
namespace {

Result<std::vector<FileEntry>> ListRoot(TreeStore& store, const TreeId& root) {
  const ParsedTree* tree = TRY(store.Load(root));
  std::vector<FileEntry> files;
  for (size_t i = 0; i < tree->size(); ++i) {
    const TreeEntry entry = (*tree)[i];
    if (entry.is_directory()) continue;
    files.push_back(
        {Untrusted(std::string(entry.name)), entry.id<BlobId>(), ToFileMode(entry.kind)});
  }
  return files;
}

Result<std::vector<FileEntry>> ListAll(TreeStore& store, const TreeId& root) {
  TRY(store.Check(root));
  return store.List(root);
}

}  // namespace

Result<std::unique_ptr<GitView>> OpenCommit(Repository& repository, const CommitId& commit,
                                            Depth depth) {
  TreeStore trees{ObjectReader(repository)};
  return OpenCommit(repository, commit, depth, trees);
}

Result<std::unique_ptr<GitView>> OpenCommit(Repository& repository, const CommitId& commit,
                                            Depth depth, TreeStore& trees) {
  const ObjectReader reader(repository);
  Result<CommitLinks> links = reader.ReadLinks(commit);
  if (!links.ok()) return Error{Errc::kContent, commit.Hex() + ": " + links.error().message};
  const TreeId root = links.value().tree;
  std::vector<FileEntry> files =
      TRY(depth == Depth::kAll ? ListAll(trees, root) : ListRoot(trees, root));
  return std::unique_ptr<GitView>(
      std::make_unique<CommitView>(reader, std::move(files), kDefaultBlobBytes));
}

}  // namespace headwater::git
