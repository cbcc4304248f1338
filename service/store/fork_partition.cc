// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/fork_partition.h"

#include <array>
#include <functional>
#include <string>
#include <system_error>
#include <utility>

#include "service/store/connections.h"
#include "service/store/file_lock.h"
#include "service/store/fork_postings.h"
#include "service/store/fork_projects.h"
#include "service/store/fork_schema.h"
#include "service/store/sqlite.h"

namespace headwater::store {
namespace {

template <typename T>
using Work = std::function<Result<T>(Connection&)>;

/// Beside a database: https://www.sqlite.org/tempfiles.html
constexpr std::array kSuffixes = {"", "-wal", "-shm"};

/// Pages of 4 KiB after which whoever writes carries the log over, where nobody calls Compact: a
/// push of 200 objects writes 250 of them.
constexpr int kPagesBeforeCheckpoint = 4096;

/// What an error of a connection is called here.
Error Explain(Error error, const std::filesystem::path& file, bool is_damaged) {
  if (is_damaged && error.code == Errc::kInternal) error.code = Errc::kContent;
  error.message.insert(0, file.string() + ": ");
  if (error.code == Errc::kContent) {
    error.message += "; it cannot be used: remove the file and index its projects anew";
  }
  return error;
}

class SqliteForkPartition final : public ForkPartition {
 public:
  SqliteForkPartition(std::filesystem::path file, uint64_t multiplier)
      : file_(std::move(file)),
        multiplier_(multiplier),
        readers_(file_, {}, Access::kReadOnly),
        writers_(file_, {}, Access::kReadWrite) {}

  Result<std::vector<IndexedProject>> List() const override {
    return Read<std::vector<IndexedProject>>(ListProjects);
  }

  Result<std::optional<IndexedProject>> Find(const std::string& name) const override {
    return Read<std::optional<IndexedProject>>(
        [&](Connection& connection) { return FindProject(connection, name); });
  }

  Result<std::optional<IndexedProject>> Get(uint32_t number) const override {
    return Read<std::optional<IndexedProject>>(
        [&](Connection& connection) { return GetProject(connection, number); });
  }

  Result<uint64_t> CountProjects() const override {
    return Read<uint64_t>([](Connection& connection) -> Result<uint64_t> {
      return static_cast<uint64_t>(TRY(NumberOf(connection, "SELECT count(*) FROM project")));
    });
  }

  Result<uint32_t> Put(const IndexedProject& project, const ContentKeys& new_keys,
                       const ProjectSketch* sketch) override {
    return Write<uint32_t>([&](Connection& connection) -> Result<uint32_t> {
      const uint32_t number = TRY(SaveProject(connection, project));
      TRY(AddKeys(connection, number, new_keys));
      if (sketch != nullptr) TRY(SaveSketch(connection, number, *sketch));
      return number;
    });
  }

  Result<bool> Remove(const std::string& name) override {
    return Write<bool>([&](Connection& connection) -> Result<bool> {
      const std::optional<uint32_t> number = TRY(DeleteProject(connection, name));
      if (number) TRY(AddDead(connection, *number));
      return number.has_value();
    });
  }

  Result<std::vector<KeyHits>> Look(KeyLayer layer,
                                    std::span<const ContentKey> keys) const override {
    const std::vector<KeyPlace> places = PlacesOf(layer, keys, multiplier_);
    return Read<std::vector<KeyHits>>([&](Connection& connection) -> Result<std::vector<KeyHits>> {
      const DeadProjects dead = TRY(LoadDead(connection));
      return FindPostings(connection, places, dead);
    });
  }

  Result<std::optional<ProjectSketch>> SketchOf(uint32_t number) const override {
    return Read<std::optional<ProjectSketch>>(
        [&](Connection& connection) { return LoadSketch(connection, number); });
  }

  Result<bool> Compact() override {
    const bool done = TRY(Write<bool>(SweepSome));
    TRY(CarryLogOver());
    return done;
  }

  Result<uint64_t> Bytes() const override {
    uint64_t bytes = 0;
    for (const char* suffix : kSuffixes) {
      std::error_code code;
      const uintmax_t size = std::filesystem::file_size(file_.string() + suffix, code);
      if (!code) bytes += size;
      if (code && code != std::errc::no_such_file_or_directory) {
        return Error{Errc::kInternal, file_.string() + ": " + code.message()};
      }
    }
    return bytes;
  }

 private:
  Status AddKeys(Connection& connection, uint32_t number, const ContentKeys& keys) const {
    const DeadProjects dead = TRY(LoadDead(connection));
    std::array<uint64_t, kKeyLayers> added{};
    for (size_t layer = 0; layer < kKeyLayers; ++layer) {
      const auto places = PlacesOf(static_cast<KeyLayer>(layer), keys[layer], multiplier_);
      added[layer] = TRY(AddPostings(connection, places, number, dead));
    }
    return AddKeyCounts(connection, number, added);
  }

  /// As far as readers let it: they are not waited for.
  Status CarryLogOver() {
    return Explained<Ok>(writers_, [](Connection& connection) -> Status {
      TRY(connection.Run("PRAGMA wal_checkpoint(PASSIVE)"));
      return Ok{};
    });
  }

  /// All that `work` reads is of the same moment.
  template <typename T>
  Result<T> Read(const Work<T>& work) const {
    return Within<T>(readers_, "BEGIN", work);
  }
  /// All that `work` changes is on the disk when this returns, or nothing.
  template <typename T>
  Result<T> Write(const Work<T>& work) const {
    return Within<T>(writers_, "BEGIN IMMEDIATE", [&work](Connection& connection) -> Result<T> {
      TRY(connection.CheckpointAfter(kPagesBeforeCheckpoint));
      return work(connection);
    });
  }

  template <typename T>
  Result<T> Within(Connections& connections, Literal begin, const Work<T>& work) const {
    return Explained<T>(connections, [&](Connection& connection) -> Result<T> {
      TRY(connection.Run(begin));
      T value = TRY(work(connection));
      TRY(connection.Run("COMMIT"));
      return value;
    });
  }

  template <typename T>
  Result<T> Explained(Connections& connections, const Work<T>& work) const {
    bool is_damaged = true;  // when it cannot even be opened, for no reason that may pass
    Result<T> answer = connections.Use<T>([&](Connection& connection) {
      Result<T> value = work(connection);
      is_damaged = connection.is_damaged();
      return value;
    });
    if (answer.ok()) return answer;
    return Explain(std::move(answer).error(), file_, is_damaged);
  }

  const std::filesystem::path file_;
  const uint64_t multiplier_;
  mutable Connections readers_;  // thread-safe
  mutable Connections writers_;  // thread-safe
};

Result<uint64_t> Prepare(const std::filesystem::path& file) {
  bool is_damaged = true;
  const auto prepare = [&]() -> Result<uint64_t> {
    Connection connection = TRY(Connection::Open(file, {}, Access::kReadWrite));
    Result<uint64_t> multiplier = PrepareForkTables(connection);
    is_damaged = connection.is_damaged();
    return multiplier;
  };
  Result<uint64_t> multiplier = prepare();
  if (multiplier.ok()) return multiplier;
  return Explain(std::move(multiplier).error(), file, is_damaged);
}

}  // namespace

Result<std::shared_ptr<ForkPartition>> OpenForkPartition(const std::filesystem::path& file) {
  TRY(CreateDurably(file));
  const uint64_t multiplier = TRY(Prepare(file));
  return std::shared_ptr<ForkPartition>(std::make_shared<SqliteForkPartition>(file, multiplier));
}

}  // namespace headwater::store
