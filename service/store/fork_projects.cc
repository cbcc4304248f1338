// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/fork_projects.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

#include "service/store/fork_sketch.h"
#include "service/store/varint.h"

namespace headwater::store {
namespace {

using KeyCounts = std::array<uint64_t, kKeyLayers>;

Error Damaged() { return {Errc::kContent, "the record of a project is damaged"}; }

int64_t Stored(std::chrono::sys_seconds time) { return time.time_since_epoch().count(); }

std::chrono::sys_seconds TimeFrom(int64_t seconds) {
  return std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

std::string EncodeTips(const std::vector<CommitId>& tips) {
  std::string encoded;
  encoded.reserve(tips.size() * kObjectIdBytes);
  for (const CommitId& tip : tips) encoded.append(tip.bytes.begin(), tip.bytes.end());
  return encoded;
}

Result<std::vector<CommitId>> DecodeTips(std::string_view encoded) {
  if (encoded.size() % kObjectIdBytes != 0) return Damaged();
  std::vector<CommitId> tips(encoded.size() / kObjectIdBytes);
  for (CommitId& tip : tips) {
    std::copy_n(encoded.begin(), kObjectIdBytes, tip.bytes.begin());
    encoded.remove_prefix(kObjectIdBytes);
  }
  return tips;
}

std::string EncodeCounts(const KeyCounts& counts) {
  std::string encoded;
  for (const uint64_t count : counts) AppendVarint(encoded, count);
  return encoded;
}

Result<KeyCounts> DecodeCounts(std::string_view encoded) {
  KeyCounts counts{};
  for (uint64_t& count : counts) {
    const std::optional<uint64_t> number = TakeVarint(encoded);
    if (!number) return Damaged();
    count = *number;
  }
  if (!encoded.empty()) return Damaged();
  return counts;
}

Result<uint32_t> NumberFrom(int64_t stored) {
  if (stored <= 0 || stored > std::numeric_limits<uint32_t>::max()) return Damaged();
  return static_cast<uint32_t>(stored);
}

Result<ProjectRole> RoleFrom(int64_t stored) {
  if (stored < 0 || stored > static_cast<int64_t>(ProjectRole::kCommon)) return Damaged();
  return static_cast<ProjectRole>(stored);
}

/// Of a row with all columns, in their order.
Result<IndexedProject> ProjectIn(const Query& row) {
  IndexedProject project;
  int column = 0;
  project.number = TRY(NumberFrom(row.Number(column++)));
  project.name = row.Bytes(column++);
  project.url = row.Bytes(column++);
  project.copy = row.Bytes(column++);
  project.role = TRY(RoleFrom(row.Number(column++)));
  project.parent = row.Bytes(column++);
  project.publiccode = row.Bytes(column++);
  project.fingerprint = row.Bytes(column++);
  project.tips = TRY(DecodeTips(row.Bytes(column++)));
  project.first_seen = TimeFrom(row.Number(column++));
  project.indexed = TimeFrom(row.Number(column++));
  project.keys = TRY(DecodeCounts(row.Bytes(column++)));
  return project;
}

Result<std::optional<IndexedProject>> OneProject(Query query) {
  const bool found = TRY(query.Next());
  if (!found) return std::optional<IndexedProject>();
  return std::optional(TRY(ProjectIn(query)));
}

Result<std::optional<uint32_t>> NumberOfName(Connection& connection, const std::string& name) {
  Query query = TRY(connection.Ask("SELECT number FROM project WHERE name = ?1", {name}));
  const bool found = TRY(query.Next());
  if (!found) return std::optional<uint32_t>();
  return std::optional(TRY(NumberFrom(query.Number(0))));
}

Status AddProject(Connection& connection, const std::string& name) {
  TRY(connection.Run(
      "INSERT INTO project VALUES (NULL, ?1, x'', x'', 0, x'', x'', x'', x'', 0, 0, ?2)",
      {name, EncodeCounts({})}));
  return Ok{};
}

}  // namespace

Result<std::vector<IndexedProject>> ListProjects(Connection& connection) {
  Query query = TRY(connection.Ask("SELECT * FROM project ORDER BY name"));
  std::vector<IndexedProject> projects;
  while (true) {
    const bool more = TRY(query.Next());
    if (!more) return projects;
    projects.push_back(TRY(ProjectIn(query)));
  }
}

Result<std::optional<IndexedProject>> FindProject(Connection& connection, const std::string& name) {
  return OneProject(TRY(connection.Ask("SELECT * FROM project WHERE name = ?1", {name})));
}

Result<std::optional<IndexedProject>> GetProject(Connection& connection, uint32_t number) {
  return OneProject(
      TRY(connection.Ask("SELECT * FROM project WHERE number = ?1", {int64_t{number}})));
}

Result<uint32_t> SaveProject(Connection& connection, const IndexedProject& project) {
  std::optional<uint32_t> number = TRY(NumberOfName(connection, project.name));
  if (!number) {
    TRY(AddProject(connection, project.name));
    number = TRY(NumberOfName(connection, project.name));
  }
  if (!number) return Error{Errc::kInternal, "a project that was added is not there"};
  const std::string tips = EncodeTips(project.tips);
  TRY(connection.Run(
      "UPDATE project SET url = ?2, copy = ?3, role = ?4, parent = ?5, publiccode = ?6, "
      "fingerprint = ?7, tips = ?8, first_seen = ?9, indexed = ?10 WHERE number = ?1",
      {int64_t{*number}, project.url, project.copy, static_cast<int64_t>(project.role),
       project.parent, project.publiccode, project.fingerprint, tips, Stored(project.first_seen),
       Stored(project.indexed)}));
  return *number;
}

Status AddKeyCounts(Connection& connection, uint32_t number, const KeyCounts& added) {
  const std::optional<IndexedProject> project = TRY(GetProject(connection, number));
  if (!project) return Error{Errc::kInternal, "a project that was added is not there"};
  KeyCounts counts = project->keys;
  for (size_t layer = 0; layer < kKeyLayers; ++layer) counts[layer] += added[layer];
  TRY(connection.Run("UPDATE project SET keys = ?2 WHERE number = ?1",
                     {int64_t{number}, EncodeCounts(counts)}));
  return Ok{};
}

Result<std::optional<uint32_t>> DeleteProject(Connection& connection, const std::string& name) {
  const std::optional<uint32_t> number = TRY(NumberOfName(connection, name));
  if (!number) return number;
  TRY(connection.Run("DELETE FROM project WHERE number = ?1", {int64_t{*number}}));
  TRY(connection.Run("DELETE FROM sketch WHERE project = ?1", {int64_t{*number}}));
  return number;
}

Status SaveSketch(Connection& connection, uint32_t number, const ProjectSketch& sketch) {
  const std::string content = TRY(EncodeSketch(sketch));
  TRY(connection.Run("INSERT INTO sketch VALUES (?1, ?2) ON CONFLICT DO UPDATE SET content = ?2",
                     {int64_t{number}, content}));
  return Ok{};
}

Result<std::optional<ProjectSketch>> LoadSketch(Connection& connection, uint32_t number) {
  Query query =
      TRY(connection.Ask("SELECT content FROM sketch WHERE project = ?1", {int64_t{number}}));
  const bool found = TRY(query.Next());
  if (!found) return std::optional<ProjectSketch>();
  return std::optional(TRY(DecodeSketch(query.Bytes(0))));
}

}  // namespace headwater::store
