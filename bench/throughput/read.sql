-- One balance by its key, of the table that Dust reads too.
\set number random(1, :customers)
select points from dust_point where customer_id = 'cus_' || lpad(:number::text, 26, '0');
