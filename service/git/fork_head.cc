// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_head.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "headwater/patch_lines.h"
#include "service/git/commit_graph.h"
#include "service/git/fork_commits.h"
#include "service/git/fork_file.h"
#include "service/git/missing_blobs.h"
#include "service/git/object_reader.h"
#include "service/git/tree_key.h"
#include "service/git/tree_walk.h"

namespace headwater::git {
namespace {

Result<std::vector<ContentKey>> ReadCommits(Repository& repository, CommitGraph& graph,
                                            const CommitId& tip) {
  const NewCommits found = TRY(FindNewCommits(repository, graph, {&tip, 1}, {}));
  std::vector<ContentKey> keys;
  keys.reserve(found.commits.size());
  for (const CommitIndex commit : found.commits) keys.push_back(KeyOf(graph.id(commit)));
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

/// Of a checked tree.
Result<std::vector<HeadTree>> ReadTrees(const ObjectReader& reader, TreeStore& store,
                                        const TreeId& root) {
  TreeKeys keys(reader, [](const ParsedTree&) { return Ok{}; });
  const TreeKeys::Folder top = TRY(keys.Look(root));
  std::vector<HeadTree> trees = {{Untrusted(), KeyOf(top.canonical)}};
  TRY(WalkTrees(store, {root}, [&](const std::string& path, const TreeRow& row) {
    if (!row[0]->is_directory()) return false;
    const TreeKeys::Folder& folder = keys.of(row[0]->id<TreeId>());
    if (folder.counts) trees.push_back({Untrusted(path), KeyOf(folder.canonical)});
    return true;
  }));
  std::ranges::sort(trees, {}, &HeadTree::path);
  return trees;
}

/// Reads each content once, whatever the paths it has.
class FileReader {
 public:
  FileReader(ObjectReader reader, const std::string& secret, MissingBlobs& lacking)
      : reader_(reader), secret_(secret), lacking_(lacking) {}

  Result<HeadFile> Read(const FileEntry& entry) {
    HeadFile file{.path = entry.path, .blob = entry.blob, .text = {}, .lines = {}};
    file.noise = IsNoiseFile(entry.path);
    if (file.noise) {
      file.bytes = TRY(reader_.SizeOf(entry.blob)).value_or(0);
      return file;
    }
    const std::optional<FileKeys> keys = TRY(ReadFileKeys(reader_, entry.blob, secret_));
    if (!keys) {
      lacking_.Add(entry.blob);
      return file;
    }
    file.bytes = keys->bytes;
    file.noise = keys->bytes < kMinFileBytes;
    file.text = keys->text;
    file.lines = keys->lines;
    return file;
  }

 private:
  ObjectReader reader_;
  const std::string& secret_;
  MissingBlobs& lacking_;
};

}  // namespace

Result<HeadAnswer> ReadProjectHead(Repository& repository, const CommitId& commit,
                                   const std::string& secret) {
  const ObjectReader reader(repository);
  CommitGraph graph(repository);
  HeadAnswer answer;
  answer.head.commit = commit;
  answer.head.commits = TRY(ReadCommits(repository, graph, commit));
  TreeStore store(reader);
  MissingBlobs lacking;
  FileReader files(reader, secret, lacking);
  for (const FileEntry& entry : TRY(ListFiles(reader, store, commit))) {
    answer.head.files.push_back(TRY(files.Read(entry)));
  }
  const CommitIndex index = TRY(graph.Find(commit));
  answer.head.trees = TRY(ReadTrees(reader, store, graph.tree(index)));
  answer.lacking = NameLacking(lacking);
  return answer;
}

}  // namespace headwater::git
