// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/upstream_memory.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "service/git/history.h"
#include "service/git/libgit2.h"
#include "service/git/upstream_refs.h"

namespace headwater::git {
namespace {

constexpr std::string_view kFirstLine = "headwater-upstream 1";
constexpr std::string_view kFetched = "fetched ";
constexpr std::string_view kFrozen = "frozen ";
constexpr std::string_view kHead = "head ";
constexpr std::string_view kTag = "tag ";
constexpr const char* kHeadReference = "refs/up/HEAD";
constexpr size_t kHexBytes = 2 * kObjectIdBytes;
constexpr size_t kShownTags = 3;

/// Takes one line of the file in; false when it is none of ours.
bool ReadLine(std::string_view line, UpstreamMemory& memory) {
  if (line.starts_with(kFetched)) {
    line.remove_prefix(kFetched.size());
    int64_t seconds = 0;
    const auto read = std::from_chars(line.data(), line.data() + line.size(), seconds);
    if (read.ec != std::errc() || read.ptr != line.data() + line.size()) return false;
    memory.fetched = std::chrono::sys_seconds(std::chrono::seconds(seconds));
    return true;
  }
  if (line.starts_with(kFrozen)) {
    memory.frozen = line.substr(kFrozen.size());
    return true;
  }
  if (line.starts_with(kHead)) {
    memory.head = CommitId::FromHex(line.substr(kHead.size()));
    return memory.head.has_value();
  }
  if (!line.starts_with(kTag) || line.size() < kTag.size() + kHexBytes + 2) return false;
  line.remove_prefix(kTag.size());
  const auto id = CommitId::FromHex(line.substr(0, kHexBytes));
  if (!id) return false;
  memory.tags.emplace(line.substr(kHexBytes + 1), *id);
  return true;
}

/// One line without line ends, whatever a name holds.
std::string OneLine(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < ' ') c = '?';
  }
  return text;
}

}  // namespace

Result<UpstreamMemory> UpstreamMemory::Read(const std::string& path) {
  UpstreamMemory memory;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return memory;
  std::ifstream file(path, std::ios::binary);
  std::string line;
  bool sound = std::getline(file, line) && line == kFirstLine;
  while (sound && std::getline(file, line)) sound = ReadLine(line, memory);
  if (!sound || file.bad()) return Error{Errc::kInternal, path + ": cannot be read"};
  return memory;
}

Status UpstreamMemory::Write(const std::string& path) const {
  const std::string made = path + ".new";
  std::ofstream file(made, std::ios::binary | std::ios::trunc);
  file << kFirstLine << "\n";
  if (fetched) file << kFetched << fetched->time_since_epoch().count() << "\n";
  if (frozen) file << kFrozen << OneLine(*frozen) << "\n";
  if (head) file << kHead << head->Hex() << "\n";
  for (const auto& [name, id] : tags) file << kTag << id.Hex() << " " << name << "\n";
  file.close();
  std::error_code why;
  if (file) std::filesystem::rename(made, path, why);
  if (!file || why) return Error{Errc::kInternal, path + ": cannot be written"};
  return Ok{};
}

Result<UpstreamMemory> RememberUpstream(Repository& repository) {
  git_repository* opened = repository.state().repository.get();
  UpstreamMemory memory;
  git_oid head{};
  if (git_reference_name_to_id(&head, opened, kHeadReference) == 0) {
    memory.head = FromOid<CommitId>(head);
  }
  for (const UpstreamRef& reference : TRY(ListUpstreamRefs(repository))) {
    if (reference.is_tag) memory.tags.emplace(reference.name.bytes(), reference.target);
  }
  return memory;
}

Result<std::optional<std::string>> WhyOtherUpstream(Repository& repository,
                                                    const UpstreamMemory& before,
                                                    const UpstreamMemory& now) {
  std::string moved;
  size_t count = 0;
  for (const auto& [name, id] : before.tags) {
    const auto found = now.tags.find(name);
    if (found == now.tags.end() || found->second == id) continue;
    if (++count <= kShownTags) moved += (moved.empty() ? "" : ", ") + name;
  }
  if (count > kShownTags) moved += " and others";
  if (count > 0) return std::optional("tags that never move have moved: " + moved);
  if (!before.head || !now.head || before.head == now.head) return std::optional<std::string>();
  History history(repository);
  const std::vector<CommitId> shared = TRY(history.MergeBases(*before.head, *now.head));
  if (!shared.empty()) return std::optional<std::string>();
  return std::optional<std::string>("its default branch shares no history with what it was");
}

}  // namespace headwater::git
