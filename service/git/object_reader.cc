// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/object_reader.h"

#include <optional>

#include "service/git/libgit2.h"

namespace headwater::git {
namespace {

/// Tags of tags of tags: two levels occur in real repositories.
constexpr int kMaxTagLevels = 8;

struct ObjectHeader {
  git_object_t kind = GIT_OBJECT_INVALID;
  uint64_t size = 0;
};

std::string Named(git_object_t kind, const git_oid& id) {
  return std::string(git_object_type2string(kind)) + " " + FromOid<CommitId>(id).Hex();
}

/// Remembers that what is there cannot be read.
Error Unreadable(RepositoryState& state, Error error) {
  state.damaged |= error.code == Errc::kContent;
  return error;
}

Result<ObjectHeader> ReadHeader(RepositoryState& state, const git_oid& id, git_object_t wanted) {
  size_t size = 0;
  git_object_t kind = GIT_OBJECT_INVALID;
  const int code = git_odb_read_header(&size, &kind, state.odb.get(), &id);
  if (code == GIT_ENOTFOUND) return Error{Errc::kNotFound, Named(wanted, id) + " is missing"};
  if (code != 0) return Unreadable(state, LastError(code, "read " + Named(wanted, id)));
  return ObjectHeader{kind, size};
}

/// Reads an object whose length the caller has found acceptable.
Result<std::string> ReadBody(RepositoryState& state, const git_oid& id,
                             const ObjectHeader& header) {
  const Status whole = state.loose.Check(FromOid<CommitId>(id).Hex(), header.size);
  if (!whole.ok()) return Unreadable(state, whole.error());
  const Result<OdbObjectHandle> read =
      Acquire<OdbObjectHandle>("read " + Named(header.kind, id),
                               [&](auto** out) { return git_odb_read(out, state.odb.get(), &id); });
  if (!read.ok()) return Unreadable(state, read.error());
  git_odb_object* object = read.value().get();
  const size_t size = git_odb_object_size(object);
  if (size != header.size || git_odb_object_type(object) != header.kind) {
    return Unreadable(state,
                      {Errc::kContent, Named(header.kind, id) + " is not what its header says"});
  }
  return std::string(static_cast<const char*>(git_odb_object_data(object)), size);
}

Result<std::string> ReadBounded(RepositoryState& state, const git_oid& id, git_object_t kind,
                                uint64_t max_bytes) {
  const ObjectHeader header = TRY(ReadHeader(state, id, kind));
  if (header.kind != kind) {
    return Error{Errc::kContent, Named(kind, id) + " is a " + git_object_type2string(header.kind)};
  }
  if (header.size > max_bytes) {
    return Error{Errc::kContent, Named(kind, id) + " has " + std::to_string(header.size) +
                                     " bytes, more than " + std::to_string(max_bytes)};
  }
  return ReadBody(state, id, header);
}

/// What an annotated tag points at: its first line is `object ID` (git-mktag(1), git 2.39).
std::optional<CommitId> TaggedObject(std::string_view tag) {
  constexpr std::string_view kObject = "object ";
  if (!tag.starts_with(kObject)) return std::nullopt;
  tag.remove_prefix(kObject.size());
  return CommitId::FromHex(tag.substr(0, tag.find('\n')));
}

}  // namespace

bool ObjectReader::Has(const CommitId& id) const {
  const git_oid oid = ToOid(id);
  return git_odb_exists_ext(state_->odb.get(), &oid, GIT_ODB_LOOKUP_NO_REFRESH) != 0;
}

Result<CommitLinks> ObjectReader::ReadLinks(const CommitId& id) const {
  const std::string raw = TRY(ReadBounded(*state_, ToOid(id), GIT_OBJECT_COMMIT, kMaxCommitBytes));
  return ParseCommitLinks(raw).Context("commit " + id.Hex());
}

Result<Commit> ObjectReader::ReadCommit(const CommitId& id) const {
  const std::string raw = TRY(ReadBounded(*state_, ToOid(id), GIT_OBJECT_COMMIT, kMaxCommitBytes));
  return ParseCommit(id, raw).Context("commit " + id.Hex());
}

Result<std::string> ObjectReader::ReadTree(const TreeId& id) const {
  return ReadBounded(*state_, ToOid(id), GIT_OBJECT_TREE, kMaxTreeBytes);
}

Result<std::optional<uint64_t>> ObjectReader::SizeOf(const BlobId& id) const {
  const git_oid oid = ToOid(id);
  // Asked without a refresh, because a partial clone lacks thousands of blobs, and each refresh
  // lists the folder of packs. What a fetch brings meanwhile is seen when the repository is opened
  // again.
  if (!Has(FromOid<CommitId>(oid))) return std::optional<uint64_t>();
  const ObjectHeader header = TRY(ReadHeader(*state_, oid, GIT_OBJECT_BLOB));
  if (header.kind == GIT_OBJECT_BLOB) return std::optional(header.size);
  return Error{Errc::kContent,
               Named(GIT_OBJECT_BLOB, oid) + " is a " + git_object_type2string(header.kind)};
}

Result<BlobAnswer> ObjectReader::ReadBlob(const BlobId& id, uint64_t max_bytes) const {
  const std::string* recent = state_->contents.Find(id);
  if (recent != nullptr && recent->size() <= max_bytes) {
    return BlobAnswer{.state = BlobState::kPresent, .bytes = *recent, .size = recent->size()};
  }
  const std::optional<uint64_t> size = TRY(SizeOf(id));
  if (!size) return BlobAnswer{};
  if (*size > max_bytes) {
    return BlobAnswer{.state = BlobState::kTooLarge, .bytes = {}, .size = *size};
  }
  std::string bytes = TRY(ReadBody(*state_, ToOid(id), {GIT_OBJECT_BLOB, *size}));
  state_->contents.Keep(id, bytes);
  return BlobAnswer{.state = BlobState::kPresent, .bytes = std::move(bytes), .size = *size};
}

void HeldBlob::Free::operator()(git_blob* held) const noexcept { git_blob_free(held); }

std::string_view HeldBlob::text() const {
  if (!blob) return {};
  return {static_cast<const char*>(git_blob_rawcontent(blob.get())), git_blob_rawsize(blob.get())};
}

Result<HeldBlob> ObjectReader::HoldBlob(const BlobId& id, uint64_t max_bytes) const {
  const std::optional<uint64_t> size = TRY(SizeOf(id));
  if (!size) return HeldBlob{};
  if (*size > max_bytes) return HeldBlob{.state = BlobState::kTooLarge, .blob = nullptr};
  const Status whole = state_->loose.Check(id.Hex(), *size);
  if (!whole.ok()) return Unreadable(*state_, whole.error());
  const git_oid oid = ToOid(id);
  git_blob* raw = nullptr;
  const int code = git_blob_lookup(&raw, state_->repository.get(), &oid);
  if (code != 0) return Unreadable(*state_, LastError(code, "read " + Named(GIT_OBJECT_BLOB, oid)));
  HeldBlob held{.state = BlobState::kPresent, .blob = {}};
  held.blob.reset(raw);
  if (held.text().size() == *size) return held;
  return Unreadable(*state_,
                    {Errc::kContent, Named(GIT_OBJECT_BLOB, oid) + " is not what its header says"});
}

Result<CommitId> ObjectReader::PeelToCommit(const CommitId& id) const {
  CommitId current = id;
  for (int level = 0; level <= kMaxTagLevels; ++level) {
    const git_oid oid = ToOid(current);
    const ObjectHeader header = TRY(ReadHeader(*state_, oid, GIT_OBJECT_COMMIT));
    if (header.kind == GIT_OBJECT_COMMIT) return current;
    if (header.kind != GIT_OBJECT_TAG) {
      return Error{Errc::kInvalid, Named(header.kind, oid) + " is no commit"};
    }
    const std::string tag = TRY(ReadBounded(*state_, oid, GIT_OBJECT_TAG, kMaxTagBytes));
    const std::optional<CommitId> next = TaggedObject(tag);
    if (!next) return Error{Errc::kContent, Named(header.kind, oid) + " is corrupt"};
    current = *next;
  }
  return Error{Errc::kContent, "tag " + id.Hex() + " leads through too many tags"};
}

Result<BlobId> ObjectReader::HashBlob(std::string_view bytes) {
  git_oid oid{};
  const int code = git_odb_hash(&oid, bytes.data(), bytes.size(), GIT_OBJECT_BLOB);
  if (code != 0) return LastError(code, "hash a file");
  return FromOid<BlobId>(oid);
}

Result<TreeId> ObjectReader::HashTree(std::string_view raw) {
  git_oid oid{};
  const int code = git_odb_hash(&oid, raw.data(), raw.size(), GIT_OBJECT_TREE);
  if (code != 0) return LastError(code, "hash a folder");
  return FromOid<TreeId>(oid);
}

}  // namespace headwater::git
