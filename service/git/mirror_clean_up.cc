// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "service/git/mirror_folder.h"

namespace headwater::git {
namespace {

namespace fs = std::filesystem;

/// More packs than this are joined: a look-up of an object that is missing asks each of them, and
/// missing objects are what a blobless mirror is about. Measured on the mirror of curl, 2,000 such
/// look-ups take 0.04 s with one pack, 0.2 s with 50 and 7 s with 1,500; joining the 1,500 takes 1
/// s (tests/bench/mirror_size.py).
constexpr size_t kMaxPacks = 50;
/// How much larger than everything smaller a pack is that is left alone.
constexpr uint64_t kKeptFactor = 2;
/// References are starting points of every fetch's negotiation and of git's check that nothing is
/// missing; an open merge request that was pruned is simply fetched again.
constexpr size_t kMaxReferences = 500;
constexpr std::chrono::hours kReferenceAge{30 * 24};
/// 40 digits and a newline. A reference that a power cut emptied stops every fetch.
constexpr uint64_t kReferenceBytes = 2 * kObjectIdBytes + 1;

/// When packs were joined, and which ones.
constexpr const char* kReplaced = "/headwater-replaced";
constexpr std::string_view kPackPrefix = "pack-";

constexpr const char* kReferences = "refs";
/// Where the copies of all branches and tags are.
constexpr const char* kEverything = "/refs/up";
constexpr std::string_view kLocked = ".lock";

/// What a git that was killed leaves: locks, files and folders being written, marks of its own. No
/// branch can be called like a lock, but like all the others.
bool IsLeftOver(const std::string& name, bool is_reference) {
  if (name.ends_with(kLocked)) return true;
  return !is_reference &&
         (name.ends_with(".keep") || name.starts_with("tmp_") || name.starts_with("incoming-"));
}

void RemoveLeftOvers(const fs::path& mirror) {
  std::vector<fs::path> left_over;
  bool is_reference = false;
  std::error_code why;
  for (fs::recursive_directory_iterator at(mirror, why), end; !why && at != end;
       at.increment(why)) {
    const std::string name = at->path().filename().string();
    if (at.depth() == 0) is_reference = name == kReferences;
    if (IsLeftOver(name, is_reference)) left_over.push_back(at->path());
  }
  for (const fs::path& path : left_over) fs::remove_all(path, why);
}

/// Packs that have both their files; whatever else is there belongs to none.
std::set<std::string> WholePacks(const fs::path& folder) {
  std::set<std::string> whole;
  std::error_code why;
  for (fs::directory_iterator at(folder, why), end; !why && at != end; at.increment(why)) {
    const fs::path& path = at->path();
    std::error_code ignored;
    if (path.extension() == ".idx" &&
        fs::exists(fs::path(path).replace_extension(".pack"), ignored)) {
      whole.insert(path.stem().string());
    }
  }
  return whole;
}

struct Reference {
  bool whole = false;
  bool is_copy = false;  ///< Of everything.
  fs::file_time_type moved;
  fs::path path;
};

std::vector<Reference> References(const std::string& mirror) {
  const std::string everything = mirror + kEverything + "/";
  std::vector<Reference> references;
  std::error_code why;
  for (fs::recursive_directory_iterator at(fs::path(mirror) / kReferences, why), end;
       !why && at != end; at.increment(why)) {
    std::error_code ignored;
    if (at->is_regular_file(ignored)) {
      references.push_back({.whole = at->file_size(ignored) == kReferenceBytes,
                            .is_copy = at->path().native().starts_with(everything),
                            .moved = at->last_write_time(ignored),
                            .path = at->path()});
    }
  }
  return references;
}

}  // namespace

uint64_t BytesBelow(const fs::path& folder) {
  uint64_t bytes = 0;
  std::error_code why;
  for (fs::recursive_directory_iterator at(folder, why), end; !why && at != end;
       at.increment(why)) {
    std::error_code gone;
    const uint64_t size = at->is_regular_file(gone) ? at->file_size(gone) : 0;
    if (!gone) bytes += size;
  }
  return bytes;
}

size_t CountReferences(const fs::path& folder) {
  size_t whole = 0;
  size_t locked = 0;
  std::error_code why;
  for (fs::recursive_directory_iterator at(folder, why), end; !why && at != end;
       at.increment(why)) {
    std::error_code gone;
    if (at->is_directory(gone) || gone) continue;
    ++(at->path().native().ends_with(kLocked) ? locked : whole);
  }
  return std::max(whole, locked);
}

MirrorSurvey MirrorFolder::CleanUp() {
  RemoveLeftOvers(path_);
  const fs::path packs = fs::path(path_) / "objects" / "pack";
  const std::set<std::string> whole = WholePacks(packs);
  MirrorSurvey survey;
  std::vector<fs::path> orphans;
  std::error_code why;
  for (fs::recursive_directory_iterator at(path_, why), end; !why && at != end; at.increment(why)) {
    std::error_code ignored;
    if (!at->is_regular_file(ignored)) continue;
    const fs::path& path = at->path();
    const bool is_of_pack = path.parent_path() == packs;
    if (is_of_pack && !whole.contains(path.stem().string())) {
      orphans.push_back(path);
      continue;
    }
    const uint64_t bytes = at->file_size(ignored);
    survey.bytes += bytes;
    if (is_of_pack && path.extension() == ".pack") {
      survey.packs.push_back({path.stem().string(), bytes});
    }
  }
  for (const fs::path& path : orphans) fs::remove(path, why);
  return survey;
}

Status MirrorFolder::NoteReplaced(const std::vector<std::string>& packs, const std::string& joined,
                                  std::chrono::sys_seconds now) const {
  const std::string file = path_ + kReplaced;
  std::ofstream stream(file + ".new", std::ios::binary | std::ios::trunc);
  stream << now.time_since_epoch().count() << '\n';
  for (const std::string& pack : packs) {
    if (pack != joined) stream << pack << '\n';
  }
  stream.close();
  std::error_code why;
  if (stream) fs::rename(file + ".new", file, why);
  if (!stream || why) return Error{Errc::kInternal, file + ": cannot be written"};
  return Ok{};
}

bool MirrorFolder::RemoveReplaced(std::chrono::sys_seconds last_reader) {
  const std::string file = path_ + kReplaced;
  std::ifstream stream(file, std::ios::binary);
  int64_t noted = 0;
  std::string pack;
  if (!(stream >> noted)) return false;
  if (std::chrono::sys_seconds(std::chrono::seconds(noted)) > last_reader) return true;
  while (stream >> pack) {
    if (pack.starts_with(kPackPrefix) && pack.find('/') == std::string::npos) RemovePack(pack);
  }
  std::error_code ignored;
  fs::remove(file, ignored);
  return false;
}

void MirrorFolder::PruneReferences() {
  std::vector<Reference> references = References(path_);
  std::ranges::sort(references, std::ranges::greater(), &Reference::moved);
  const auto oldest = fs::file_time_type::clock::now() - kReferenceAge;
  size_t fetched = 0;
  for (const Reference& reference : references) {
    const bool is_old =
        !reference.is_copy && (++fetched > kMaxReferences || reference.moved < oldest);
    std::error_code ignored;
    if (!reference.whole || is_old) fs::remove(reference.path, ignored);
  }
}

bool MirrorFolder::HasEverything() const {
  std::error_code ignored;
  return fs::exists(path_ + kEverything, ignored);
}

void MirrorFolder::ForgetEverything() {
  std::error_code ignored;
  fs::remove_all(path_ + kEverything, ignored);
}

void MirrorFolder::RemoveReference(const std::string& reference) {
  std::error_code ignored;
  fs::remove(path_ + "/" + reference, ignored);
}

std::vector<std::string> PacksToJoin(std::vector<PackFile> packs) {
  if (packs.size() <= kMaxPacks) return {};
  std::ranges::sort(packs, {}, &PackFile::bytes);
  uint64_t smaller = 0;
  for (const PackFile& pack : packs) smaller += pack.bytes;
  while (!packs.empty()) {
    smaller -= packs.back().bytes;
    if (packs.back().bytes <= kKeptFactor * smaller) break;
    packs.pop_back();
  }
  std::vector<std::string> names;
  names.reserve(packs.size());
  for (PackFile& pack : packs) names.push_back(std::move(pack.name));
  return names;
}

}  // namespace headwater::git
