"""What Alembic runs: the scripts, inside the transaction of whoever called it."""

from alembic import context

from gateway.ledger import tables
from gateway.ledger.migration import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # SQLite can do that too: a script is done wholly or not at all
)
with context.begin_transaction():
    context.run_migrations()
