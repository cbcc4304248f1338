// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/index/table_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

namespace headwater::index {
namespace {

constexpr std::array<char, 8> kMagic = {'H', 'W', 'I', 'N', 'D', 'E', 'X', '\n'};
constexpr uint64_t kAlignment = 8;
constexpr size_t kBufferBytes = size_t{1} << 20U;
constexpr mode_t kMode = 0600;
/// Where what the checksum covers begins in the head.
constexpr size_t kCovered = offsetof(TableFileHead, entries);

Error SystemError(const std::string& doing, int number) {
  return {number == ENOENT ? Errc::kNotFound : Errc::kInternal,
          doing + ": " + std::generic_category().message(number)};
}

/// Finds accidents, not attacks: whoever can write here can write anything. Whole words only.
uint64_t Checksum(uint64_t sum, std::span<const uint8_t> bytes) {
  constexpr uint64_t kMultiplier = 0x9fb21c651e98df25U;  // Odd, with its bits spread.
  for (size_t at = 0; at + kAlignment <= bytes.size(); at += kAlignment) {
    uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    sum = std::rotl(sum ^ word, 23) * kMultiplier;
  }
  return sum;
}

std::span<const uint8_t> CoveredPart(const TableFileHead& head) {
  return {reinterpret_cast<const uint8_t*>(&head) + kCovered, sizeof head - kCovered};
}

Status WriteAll(const Descriptor& file, std::span<const uint8_t> bytes, uint64_t offset) {
  while (!bytes.empty()) {
    const ssize_t sent =
        pwrite(file.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return SystemError("write an index", errno);
    bytes = bytes.subspan(static_cast<size_t>(sent));
    offset += static_cast<uint64_t>(sent);
  }
  return Ok{};
}

std::string TemporaryName(const std::string& path) { return path + ".tmp"; }

Result<Descriptor> CreateTemporary(const std::string& path) {
  Descriptor file(open(TemporaryName(path).c_str(),
                       O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, kMode));
  if (!file.is_open()) return SystemError("create " + path, errno);
  return file;
}

Status Publish(const std::string& path, const Descriptor& file) {
  if (fsync(file.number()) != 0) return SystemError("write " + path, errno);
  if (rename(TemporaryName(path).c_str(), path.c_str()) != 0) {
    return SystemError("name " + path, errno);
  }
  return Ok{};
}

}  // namespace

Result<TableFile> TableFile::Open(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat about {};
  if (!file.is_open() || fstat(file.number(), &about) != 0) {
    return SystemError("open " + path, errno);
  }
  const auto bytes = static_cast<uint64_t>(about.st_size);
  if (bytes < sizeof(TableFileHead)) return Error{Errc::kContent, path + " is cut off"};
  void* mapped = mmap(nullptr, bytes, PROT_READ, MAP_SHARED, file.number(), 0);
  if (mapped == MAP_FAILED) return SystemError("map " + path, errno);
  TableFile opened;
  opened.bytes_ = {static_cast<const uint8_t*>(mapped), bytes};
  std::memcpy(&opened.head_, mapped, sizeof opened.head_);
  TRY(opened.Check().Context(path));
  return opened;
}

TableFile::~TableFile() {
  if (bytes_.empty()) return;
  (void)munmap(const_cast<uint8_t*>(bytes_.data()), bytes_.size());
}

Status TableFile::Check() const {
  if (head_.magic != kMagic) return Error{Errc::kContent, "is no index"};
  if (head_.version != kTableFileVersion) return Error{Errc::kContent, "is of another version"};
  if (head_.file_bytes != bytes_.size()) return Error{Errc::kContent, "is cut off"};
  if (head_.tables > kMaxTables) return Error{Errc::kContent, "has too many tables"};
  for (size_t i = 0; i < head_.tables; ++i) {
    const TableEntry& entry = head_.entries[i];
    const bool fits = entry.offset >= sizeof(TableFileHead) && entry.offset <= bytes_.size() &&
                      entry.row_bytes > 0 &&
                      entry.rows <= (bytes_.size() - entry.offset) / entry.row_bytes;
    if (!fits) return Error{Errc::kContent, "has a table beyond its end"};
  }
  const uint64_t sum =
      Checksum(Checksum(0, bytes_.subspan(sizeof(TableFileHead))), CoveredPart(head_));
  if (sum != head_.checksum) return Error{Errc::kContent, "is damaged"};
  return Ok{};
}

Result<std::span<const uint8_t>> TableFile::FindBytes(TableKind kind, size_t row_bytes) const {
  for (size_t i = 0; i < head_.tables; ++i) {
    const TableEntry& entry = head_.entries[i];
    if (entry.kind != static_cast<uint32_t>(kind)) continue;
    if (entry.row_bytes != row_bytes) return Error{Errc::kContent, "rows of another size"};
    return bytes_.subspan(entry.offset, entry.rows * row_bytes);
  }
  return std::span<const uint8_t>();
}

TableFileWriter::TableFileWriter(std::string path, Descriptor file)
    : path_(std::move(path)), file_(std::move(file)) {
  head_.magic = kMagic;
  head_.version = kTableFileVersion;
  buffer_.reserve(kBufferBytes);
}

Result<TableFileWriter> TableFileWriter::Create(const std::string& path) {
  return TableFileWriter(path, TRY(CreateTemporary(path)));
}

void TableFileWriter::Begin(TableKind kind, size_t row_bytes) {
  EndTable();
  TableEntry& entry = head_.entries[head_.tables++];
  entry.kind = static_cast<uint32_t>(kind);
  entry.row_bytes = static_cast<uint32_t>(row_bytes);
  entry.offset = written_ + buffer_.size();
}

/// Counts the rows of the last table, and fills up to where the next may begin.
void TableFileWriter::EndTable() {
  if (head_.tables == 0) return;
  TableEntry& last = head_.entries[head_.tables - 1];
  const uint64_t end = written_ + buffer_.size();
  last.rows = (end - last.offset) / last.row_bytes;
  while (buffer_.size() % kAlignment != 0) buffer_.push_back(0);
}

Status TableFileWriter::Append(std::span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    if (buffer_.size() == kBufferBytes) TRY(Flush());
    const auto piece = bytes.first(std::min(bytes.size(), kBufferBytes - buffer_.size()));
    buffer_.insert(buffer_.end(), piece.begin(), piece.end());
    bytes = bytes.subspan(piece.size());
  }
  return Ok{};
}

Status TableFileWriter::Flush() {
  checksum_ = Checksum(checksum_, buffer_);
  TRY(WriteAll(file_, buffer_, written_));
  written_ += buffer_.size();
  buffer_.clear();
  return Ok{};
}

Status TableFileWriter::Finish() {
  EndTable();
  TRY(Flush());
  head_.file_bytes = written_;
  head_.checksum = Checksum(checksum_, CoveredPart(head_));
  TRY(WriteAll(file_, {reinterpret_cast<const uint8_t*>(&head_), sizeof head_}, 0));
  return Publish(path_, file_);
}

Status WriteWhole(const std::string& path, std::string_view content) {
  const Descriptor file = TRY(CreateTemporary(path));
  TRY(WriteAll(file, {reinterpret_cast<const uint8_t*>(content.data()), content.size()}, 0));
  return Publish(path, file);
}

Status SyncFolder(const std::string& folder) {
  const Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open() || fsync(opened.number()) != 0) {
    return SystemError("write " + folder, errno);
  }
  return Ok{};
}

}  // namespace headwater::index
