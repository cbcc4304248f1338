// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "tests/service/store/power_loss.h"

/// \file
/// A file system for SQLite that lies over the usual one: it can fail, skip syncs, and write down
/// every operation.

namespace headwater::store {

class TestVfs {
 public:
  explicit TestVfs(const std::string& name) : name_(name), below_(sqlite3_vfs_find(nullptr)) {
    vfs_ = *below_;
    vfs_.pNext = nullptr;
    vfs_.zName = name_.c_str();
    vfs_.pAppData = this;
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + below_->szOsFile;
    vfs_.xOpen = &TestVfs::Open;
    vfs_.xDelete = &TestVfs::Delete;
    sqlite3_vfs_register(&vfs_, 0);
  }
  ~TestVfs() { sqlite3_vfs_unregister(&vfs_); }
  TestVfs(const TestVfs&) = delete;
  TestVfs& operator=(const TestVfs&) = delete;

  const std::string& name() const { return name_; }

  std::atomic<int> write_error{SQLITE_OK};  ///< What every write answers, when not SQLITE_OK.
  std::atomic<int> sync_error{SQLITE_OK};   ///< The same for syncs.
  std::atomic<bool> skip_syncs{false};      ///< For tests that are not about durability.
  std::atomic<bool> record{false};
  std::atomic<int> log_syncs{0};  ///< Of write-ahead logs: one for each commit, at least.
  std::function<void()> before_sync;

  /// Notes that a caller was told something.
  void Mark(int mark) { Note({DiskStep::Kind::kMark, "", 0, "", mark, false}); }
  std::vector<DiskStep> steps() {
    const std::lock_guard lock(mutex_);
    return steps_;
  }

 private:
  struct File {
    sqlite3_file base;
    TestVfs* owner;
    std::string* name;
    /// A log or journal that was just made: its first sync is one of the folder too (os_unix.c,
    /// UNIXFILE_DIRSYNC).
    bool fresh;
    sqlite3_file* below() {
      return static_cast<sqlite3_file*>(
          static_cast<void*>(static_cast<char*>(static_cast<void*>(this)) + sizeof(File)));
    }
  };
  static File* Ours(sqlite3_file* file) { return static_cast<File*>(static_cast<void*>(file)); }
  static sqlite3_file* Below(sqlite3_file* file) { return Ours(file)->below(); }

  void Note(DiskStep step) {
    const std::lock_guard lock(mutex_);
    steps_.push_back(std::move(step));
  }

  static std::string ShortName(const char* path) {
    return path == nullptr ? "" : std::filesystem::path(path).filename().string();
  }

  static int Open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out) {
    auto* self = static_cast<TestVfs*>(vfs->pAppData);
    File* ours = Ours(file);
    ours->base.pMethods = nullptr;
    ours->owner = self;
    const bool existed = path != nullptr && std::filesystem::exists(path);
    const int code = self->below_->xOpen(self->below_, path, ours->below(), flags, out);
    if (code != SQLITE_OK) return code;
    ours->name = std::make_unique<std::string>(ShortName(path)).release();
    ours->fresh = !existed && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    ours->base.pMethods = &kMethods;
    return code;
  }
  static int Delete(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    auto* self = static_cast<TestVfs*>(vfs->pAppData);
    if (self->record)
      self->Note({DiskStep::Kind::kDelete, ShortName(path), 0, "", 0, sync_folder != 0});
    return self->below_->xDelete(self->below_, path, sync_folder);
  }
  static int Close(sqlite3_file* file) {
    const std::unique_ptr<std::string> name(Ours(file)->name);
    return Below(file)->pMethods->xClose(Below(file));
  }
  static int Read(sqlite3_file* file, void* to, int bytes, sqlite3_int64 offset) {
    return Below(file)->pMethods->xRead(Below(file), to, bytes, offset);
  }
  static int Write(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 offset) {
    File* ours = Ours(file);
    if (ours->owner->write_error != SQLITE_OK) return ours->owner->write_error;
    if (ours->owner->record) {
      ours->owner->Note({DiskStep::Kind::kWrite,
                         *ours->name,
                         offset,
                         {static_cast<const char*>(from), static_cast<size_t>(bytes)},
                         0,
                         false});
    }
    return Below(file)->pMethods->xWrite(Below(file), from, bytes, offset);
  }
  static int Truncate(sqlite3_file* file, sqlite3_int64 size) {
    File* ours = Ours(file);
    if (ours->owner->record) {
      ours->owner->Note({DiskStep::Kind::kTruncate, *ours->name, size, "", 0, false});
    }
    return Below(file)->pMethods->xTruncate(Below(file), size);
  }
  static int Sync(sqlite3_file* file, int flags) {
    File* ours = Ours(file);
    TestVfs* self = ours->owner;
    if (self->before_sync) self->before_sync();
    if (self->sync_error != SQLITE_OK) return self->sync_error;
    if (ours->name->ends_with("-wal")) ++self->log_syncs;
    const int code =
        self->skip_syncs ? SQLITE_OK : Below(file)->pMethods->xSync(Below(file), flags);
    if (self->record) {
      self->Note({DiskStep::Kind::kSync, *ours->name, 0, "", 0, ours->fresh});
      ours->fresh = false;
    }
    return code;
  }
  static int FileSize(sqlite3_file* file, sqlite3_int64* size) {
    return Below(file)->pMethods->xFileSize(Below(file), size);
  }
  static int Lock(sqlite3_file* file, int level) {
    return Below(file)->pMethods->xLock(Below(file), level);
  }
  static int Unlock(sqlite3_file* file, int level) {
    return Below(file)->pMethods->xUnlock(Below(file), level);
  }
  static int CheckReservedLock(sqlite3_file* file, int* out) {
    return Below(file)->pMethods->xCheckReservedLock(Below(file), out);
  }
  static int FileControl(sqlite3_file* file, int operation, void* argument) {
    return Below(file)->pMethods->xFileControl(Below(file), operation, argument);
  }
  static int SectorSize(sqlite3_file* file) {
    return Below(file)->pMethods->xSectorSize(Below(file));
  }
  static int Characteristics(sqlite3_file* file) {
    return Below(file)->pMethods->xDeviceCharacteristics(Below(file));
  }
  static int ShmMap(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return Below(file)->pMethods->xShmMap(Below(file), page, size, extend, out);
  }
  static int ShmLock(sqlite3_file* file, int offset, int count, int flags) {
    return Below(file)->pMethods->xShmLock(Below(file), offset, count, flags);
  }
  static void ShmBarrier(sqlite3_file* file) { Below(file)->pMethods->xShmBarrier(Below(file)); }
  static int ShmUnmap(sqlite3_file* file, int remove) {
    return Below(file)->pMethods->xShmUnmap(Below(file), remove);
  }

  static constexpr sqlite3_io_methods kMethods = {2,
                                                  Close,
                                                  Read,
                                                  Write,
                                                  Truncate,
                                                  Sync,
                                                  FileSize,
                                                  Lock,
                                                  Unlock,
                                                  CheckReservedLock,
                                                  FileControl,
                                                  SectorSize,
                                                  Characteristics,
                                                  ShmMap,
                                                  ShmLock,
                                                  ShmBarrier,
                                                  ShmUnmap,
                                                  nullptr,
                                                  nullptr};

  const std::string name_;
  sqlite3_vfs* const below_;
  sqlite3_vfs vfs_{};
  std::mutex mutex_;
  std::vector<DiskStep> steps_;
};

}  // namespace headwater::store
