// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/writer.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "service/store/schema.h"

namespace headwater::store {
namespace {

/// Pieces of work in one transaction at most: bounds how long the first waits for the last.
constexpr size_t kMaxBatch = 256;

/// Callers that were answered together tend to come again together. So many are awaited for this
/// long, a fraction of what an fsync takes (1 to 5 ms on the disks we measured); nobody is awaited
/// after a batch of one.
constexpr std::chrono::microseconds kGather{1000};

void Undo(Connection& connection) {
  if (connection.in_transaction()) (void)connection.Run("ROLLBACK");
}

}  // namespace

Writer::Writer(Connection connection, const StoreClock& clock)
    : connection_(std::move(connection)),
      clock_(clock),
      thread_([this](const std::stop_token& stop) { Loop(stop); }) {}

Status Writer::Do(const Work& work) {
  Job job{.work = work, .answer = std::nullopt};
  std::unique_lock lock(mutex_);
  queue_.push_back(&job);
  arrived_.notify_one();
  answered_.wait(lock, [&job] { return job.answer.has_value(); });
  return std::move(*job.answer);
}

void Writer::Loop(const std::stop_token& stop) {
  while (true) {
    const std::vector<Job*> batch = Take(stop);
    if (batch.empty()) return;
    Commit(batch);
  }
}

std::vector<Writer::Job*> Writer::Take(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, stop, [this] { return !queue_.empty(); });
  arrived_.wait_for(lock, stop, kGather, [this] { return queue_.size() >= last_batch_; });
  last_batch_ = std::min(queue_.size(), kMaxBatch);
  const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(last_batch_);
  std::vector<Job*> batch(queue_.begin(), end);
  queue_.erase(queue_.begin(), end);
  return batch;
}

void Writer::Commit(const std::vector<Job*>& batch) {
  std::vector<Status> answers;
  const Status done = RunAll(batch, answers);
  if (!done.ok()) {
    Undo(connection_);
    // Also those that had failed by themselves: they had seen what is now undone.
    answers.assign(batch.size(), done);
  }
  const std::lock_guard lock(mutex_);
  for (size_t i = 0; i < batch.size(); ++i) batch[i]->answer.emplace(std::move(answers[i]));
  answered_.notify_all();
}

Status Writer::RunAll(const std::vector<Job*>& batch, std::vector<Status>& answers) {
  const Now now = clock_.Read();
  const int64_t before = connection_.changed_rows();
  TRY(connection_.Run("BEGIN IMMEDIATE"));
  for (const Job* job : batch) answers.push_back(TRY(RunOne(*job, now)));
  if (connection_.changed_rows() != before) TRY(SaveClock(connection_, now));
  TRY(connection_.Run("COMMIT"));
  return Ok{};
}

Result<Status> Writer::RunOne(const Job& job, const Now& now) {
  TRY(connection_.Run("SAVEPOINT job"));
  Status answer = job.work(connection_, now);
  if (!answer.ok()) {
    // A full disk or an I/O error may have undone the whole transaction.
    if (!connection_.in_transaction()) return std::move(answer).error();
    TRY(connection_.Run("ROLLBACK TO job"));
  }
  TRY(connection_.Run("RELEASE job"));
  return answer;
}

}  // namespace headwater::store
