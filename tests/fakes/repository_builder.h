// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <git2.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/handle.h"
#include "headwater/ids.h"

/// \file
/// Makes repositories for tests: objects are written as they are given, however hostile, so that
/// history, dates, names and modes can be anything. Failures of the fixture itself throw.

namespace headwater::tests {

/// A folder of its own, removed with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "headwater-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = std::filesystem::canonical(name);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Writes a file and the folders above it.
inline void WriteFile(const std::filesystem::path& file, std::string_view content) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
}

class RepositoryBuilder {
 public:
  enum class Kind { kBare, kWorktree };

  /// One entry of a tree, as written.
  struct Entry {
    std::string mode;
    std::string name;
    std::string id;  ///< 20 bytes.
  };

  explicit RepositoryBuilder(Kind kind = Kind::kBare) {
    git_libgit2_init();
    const std::string name = kind == Kind::kBare ? "project.git" : "project";
    path_ = folder_.path() / name;
    git_repository* repository = nullptr;
    Must(git_repository_init(&repository, path_.c_str(), kind == Kind::kBare ? 1 : 0));
    repository_.reset(repository);
    git_odb* odb = nullptr;
    Must(git_repository_odb(&odb, repository));
    odb_.reset(odb);
    SymbolicReference("HEAD", "refs/heads/main");
  }

  const std::filesystem::path& path() const { return path_; }
  const std::filesystem::path& parent() const { return folder_.path(); }
  std::filesystem::path git_folder() const { return git_repository_path(repository_.get()); }

  BlobId Blob(std::string_view content) { return Write<BlobId>(content, GIT_OBJECT_BLOB); }

  template <typename Id>
  static std::string Bytes(const Id& id) {
    return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
  }

  static std::string RawTree(const std::vector<Entry>& entries) {
    std::string raw;
    for (const Entry& entry : entries) raw += entry.mode + " " + entry.name + '\0' + entry.id;
    return raw;
  }

  /// Entries in the order given.
  TreeId Tree(const std::vector<Entry>& entries) {
    return Write<TreeId>(RawTree(entries), GIT_OBJECT_TREE);
  }

  /// The id that a tree would have.
  static TreeId HashTree(const std::vector<Entry>& entries) {
    const std::string raw = RawTree(entries);
    git_oid oid{};
    Must(git_odb_hash(&oid, raw.data(), raw.size(), GIT_OBJECT_TREE));
    return FromOid<TreeId>(oid);
  }

  /// A file of Files: a mode and a content.
  struct File {
    File(const char* text) : content(text) {}             // NOLINT(google-explicit-constructor)
    File(std::string text) : content(std::move(text)) {}  // NOLINT(google-explicit-constructor)
    File(std::string file_mode, std::string file_content)
        : mode(std::move(file_mode)), content(std::move(file_content)) {}
    std::string mode = "100644";
    std::string content;  ///< For mode 160000, 20 bytes of an id.
  };
  using Files = std::map<std::string, File>;

  /// A well-formed tree of files by path.
  TreeId Tree(const Files& files) {
    std::map<std::string, Files> folders;
    std::map<std::string, Entry> sorted;  // Git's order: a folder's key ends in '/'.
    for (const auto& [path, file] : files) {
      const size_t slash = path.find('/');
      if (slash != std::string::npos) {
        folders[path.substr(0, slash)].emplace(path.substr(slash + 1), file);
      } else {
        const std::string id = file.mode == "160000" ? file.content : Bytes(Blob(file.content));
        sorted[path] = {file.mode, path, id};
      }
    }
    for (const auto& [name, below] : folders) {
      sorted[name + "/"] = {"40000", name, Bytes(Tree(below))};
    }
    std::vector<Entry> entries;
    for (auto& [key, entry] : sorted) entries.push_back(std::move(entry));
    return Tree(entries);
  }

  CommitId Commit(const TreeId& tree, const std::vector<CommitId>& parents, int64_t time,
                  std::string_view message = "change\n") {
    const std::string who = "Ada <ada@example.org> " + std::to_string(time) + " +0000\n";
    std::string raw = "tree " + tree.Hex() + "\n";
    for (const CommitId& parent : parents) raw += "parent " + parent.Hex() + "\n";
    raw += "author " + who + "committer " + who + "\n" + std::string(message);
    return RawCommit(raw);
  }

  CommitId Commit(const Files& files, const std::vector<CommitId>& parents, int64_t time,
                  std::string_view message = "change\n") {
    return Commit(Tree(files), parents, time, message);
  }

  CommitId RawCommit(std::string_view raw) { return Write<CommitId>(raw, GIT_OBJECT_COMMIT); }
  CommitId RawTag(std::string_view raw) { return Write<CommitId>(raw, GIT_OBJECT_TAG); }

  void Reference(const std::string& name, const CommitId& commit) {
    WriteFile(git_folder() / name, commit.Hex() + "\n");
  }
  void SymbolicReference(const std::string& name, const std::string& target) {
    WriteFile(git_folder() / name, "ref: " + target + "\n");
  }
  void Shallow(const std::vector<CommitId>& commits) {
    std::string text;
    for (const CommitId& commit : commits) text += commit.Hex() + "\n";
    WriteFile(git_folder() / "shallow", text);
  }
  void AppendConfig(std::string_view text) {
    std::ofstream stream(git_folder() / "config", std::ios::app);
    stream << text;
  }

  /// The loose file of an object.
  template <typename Id>
  std::filesystem::path ObjectFile(const Id& id) const {
    const std::string hex = id.Hex();
    return git_folder() / "objects" / hex.substr(0, 2) / hex.substr(2);
  }
  template <typename Id>
  void Remove(const Id& id) {
    if (!std::filesystem::remove(ObjectFile(id))) throw std::runtime_error("no such object");
  }
  /// Keeps only the beginning of an object's file.
  template <typename Id>
  void Truncate(const Id& id, uintmax_t bytes) {
    const std::filesystem::path file = ObjectFile(id);
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    std::filesystem::resize_file(file, bytes);
  }

  /// Puts a commit's files on disk and into the index, and main onto it.
  void CheckOut(const CommitId& commit) {
    Reference("refs/heads/main", commit);
    git_checkout_options options{};
    Must(git_checkout_options_init(&options, GIT_CHECKOUT_OPTIONS_VERSION));
    options.checkout_strategy = GIT_CHECKOUT_FORCE;
    Must(git_checkout_head(repository_.get(), &options));
  }
  /// Adds what is on disk to the index.
  void Stage(const std::string& path) {
    const IndexHandle index = OpenIndex();
    Must(git_index_add_bypath(index.get(), path.c_str()));
    Must(git_index_write(index.get()));
  }

  git_repository* repository() const { return repository_.get(); }

 private:
  using RepositoryHandle = Handle<git_repository, git_repository_free>;
  using OdbHandle = Handle<git_odb, git_odb_free>;
  using IndexHandle = Handle<git_index, git_index_free>;

  static void Must(int code) {
    if (code >= 0) return;
    const git_error* error = git_error_last();
    throw std::runtime_error(error != nullptr ? error->message : "libgit2 failed");
  }

  template <typename Id>
  static Id FromOid(const git_oid& oid) {
    Id id;
    std::memcpy(id.bytes.data(), oid.id, id.bytes.size());
    return id;
  }

  template <typename Id>
  Id Write(std::string_view raw, git_object_t kind) {
    git_oid oid{};
    Must(git_odb_write(&oid, odb_.get(), raw.data(), raw.size(), kind));
    return FromOid<Id>(oid);
  }

  IndexHandle OpenIndex() {
    git_index* index = nullptr;
    Must(git_repository_index(&index, repository_.get()));
    Must(git_index_read(index, 1));
    return IndexHandle(index);
  }

  TemporaryFolder folder_;
  std::filesystem::path path_;
  RepositoryHandle repository_;
  OdbHandle odb_;
};

}  // namespace headwater::tests
